import type { Fields } from '../api/fields.ts';
import { escalation } from '../authorization/escalation.ts';
import { evict } from './eviction.ts';
import { type ManagedWrite, ownersAfter } from './field-management/ownership.ts';
import { type ApplyOptions, serverSideApply } from './field-management/server-side-apply.ts';
import { typedPatchProblem } from './field-management/typed-patch.ts';
import { otherUid } from './other-uid.ts';
import { scaled } from './scale.ts';
import { withoutOldType } from './service-type-change.ts';

/** What few requests ask of the registry: a browser loads it when a run may need it. */
export const rareRequests = {
  escalation,
  evict,
  scaled,
  typedPatchProblem,
  otherUid,
  withoutOldType,
  /** Server-side apply onto an object with this history. */
  apply: (live: Fields, applied: Fields, history: readonly ManagedWrite[], options: ApplyOptions) =>
    serverSideApply(live, applied, ownersAfter(history), options),
};

export type RareRequests = typeof rareRequests;
