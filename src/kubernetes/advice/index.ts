import type { AdviceRule } from './advice.ts';
import { imageTag } from './image-tag.ts';
import { readinessProbe } from './readiness-probe.ts';
import { resourceRequests } from './resource-requests.ts';
import { selectorMatchesNothing } from './selector-matches-nothing.ts';
import { targetPort } from './target-port.ts';

/** What is looked for in a manifest beyond what the server refuses. */
export const adviceRules: readonly AdviceRule[] = [
  imageTag,
  resourceRequests,
  readinessProbe,
  selectorMatchesNothing,
  targetPort,
];
