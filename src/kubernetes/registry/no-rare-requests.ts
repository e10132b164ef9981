import type { RareRequests } from './rare-requests.ts';

const absent = (): never => {
  throw new Error('this request is none of those that a run with the first rules makes');
};

/** For a run in which nobody applies, scales, evicts or replaces, hands out rights or changes a Service. */
export const noRareRequests: RareRequests = {
  escalation: () => undefined,
  evict: absent,
  scaled: absent,
  typedPatchProblem: absent,
  otherUid: () => undefined,
  withoutOldType: (service) => service,
  apply: absent,
};
