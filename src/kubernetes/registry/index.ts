/** What the API server's registry does to an object on its way in and out. */
export { beginDelete, type DeleteOptions, type DeleteOutcome, goesWithThisUpdate } from './begin-delete.ts';
export { type CreateContext, type Prepared, prepareForCreate } from './prepare-for-create.ts';
export { prepareForUpdate } from './prepare-for-update.ts';
export { qosClass } from './qos-class.ts';
