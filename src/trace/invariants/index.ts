import { aBoundPodNeverChangesItsNode } from './a-bound-pod-never-changes-its-node.ts';
import { everyMessageHasACause } from './every-message-has-a-cause.ts';
import type { Invariant } from './invariant.ts';
import { noRevisionTwice } from './no-revision-twice.ts';
import { nothingArrivesBeforeItIsSent } from './nothing-arrives-before-it-is-sent.ts';
import { revisionsOnlyGrow } from './revisions-only-grow.ts';

/** All that must hold, in every run. */
export const invariants: readonly Invariant[] = [
  everyMessageHasACause,
  nothingArrivesBeforeItIsSent,
  revisionsOnlyGrow,
  noRevisionTwice,
  aBoundPodNeverChangesItsNode,
];
