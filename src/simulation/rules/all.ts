import { commands } from '../../kubernetes/kubectl/commands/index.ts';
import type { Rules } from './rules.ts';
import { rulesWithoutDocumentation } from './without-documentation.ts';

/** Everything that PodScope knows of Kubernetes. */
export const allRules: Rules = { ...rulesWithoutDocumentation, commands };
