import type { Documents } from '../../documents.ts';

/** The documents with a change made, and in a few words what was done; or why it cannot be made. */
export type Applied = { readonly documents: Documents; readonly did: string } | { readonly cannot: string };
