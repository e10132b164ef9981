import type { Calls } from '../../../api/calls.ts';
import { at, type Fields, fieldsOf, rowsOf, textOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { type Arguments, flag } from '../../flags.ts';
import { errorOf } from '../../report.ts';
import { judge } from './filters.ts';

/** The Pods of a node that drain would take away, and what it has to say about the others. */
export interface PodsToGo {
  readonly pods: readonly Fields[];
  /** Each sentence names its Pods. */
  readonly warnings: readonly string[];
  readonly fatal: readonly string[];
}

/** `default/web` */
export const pathOf = (pod: Fields): string =>
  `${textOf(at(pod, 'metadata', 'namespace'))}/${textOf(at(pod, 'metadata', 'name'))}`;

/** Source: v1.35 kubectl pkg/drain/drain.go GetPodsForDeletion */
export function* podsToGo(args: Arguments, node: string, now: string): Calls<PodsToGo> {
  const selector = flag(args, 'pod-selector') ?? '';
  const query = [
    `fieldSelector=${encodeURIComponent(`spec.nodeName=${node}`)}`,
    ...(selector === '' ? [] : [`labelSelector=${encodeURIComponent(selector)}`]),
    'limit=500',
  ].join('&');
  const answer = yield* ask({ verb: 'list', path: `/api/v1/pods?${query}` });
  if (!success(answer)) {
    const error = errorOf(answer);
    return { pods: [], warnings: [], fatal: [error.kind === 'status' ? error.status.message : 'connection refused'] };
  }
  const pods: Fields[] = [];
  const warnings = new Map<string, string[]>();
  const fatal = new Map<string, string[]>();
  const note = (into: Map<string, string[]>, text: string, pod: Fields) =>
    into.set(text, [...(into.get(text) ?? []), pathOf(pod)]);
  for (const pod of rowsOf(fieldsOf(answer.body).items)) {
    const verdict = yield* judge(args, pod, now);
    if (verdict.goes) pods.push(pod);
    if (verdict.warning !== undefined) note(warnings, verdict.warning, pod);
    if (verdict.fatal !== undefined) note(fatal, verdict.fatal, pod);
  }
  const told = (text: string, names: readonly string[]) => `${text}: ${names.join(', ')}`;
  return {
    pods,
    warnings: [...warnings].map(([text, names]) => told(text, names)),
    fatal: [...fatal].map(([text, names]) =>
      told(text.toLowerCase().startsWith('cannot delete') ? text : `cannot delete ${text}`, names),
    ),
  };
}
