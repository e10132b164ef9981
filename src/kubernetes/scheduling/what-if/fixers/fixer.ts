import type { Refusal } from '../../decision.ts';
import type { NodeInfo } from '../../framework.ts';
import type { Change } from '../change.ts';
import type { Situation } from '../situation.ts';

/** Changes of which each may lift what a plugin said of one node. Whether they do is tried afterwards. */
export type Fixer = (situation: Situation, info: NodeInfo, refusal: Refusal) => readonly Change[];
