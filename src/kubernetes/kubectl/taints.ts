import { type Fields, rowsOf, textOf } from '../api/fields.ts';

export interface TaintChanges {
  readonly added: readonly Fields[];
  /** Without effect: all of that key. */
  readonly removed: readonly { readonly key: string; readonly effect: string }[];
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const keyShape = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** `key=value:Effect`, `key:Effect`, `key:Effect-`, `key-`; a text is what is wrong. Source: v1.35 kubectl pkg/cmd/taint/utils.go parseTaints */
export function readTaints(specs: readonly string[]): TaintChanges | string {
  const added: Fields[] = [];
  const removed: { key: string; effect: string }[] = [];
  for (const spec of specs) {
    const removes = spec.endsWith('-');
    const parts = (removes ? spec.slice(0, -1) : spec).split(':');
    const [pair = '', effect = ''] = parts;
    const [key = '', value, ...more] = pair.split('=');
    if (parts.length > 2 || more.length > 0 || !keyShape.test(key)) return `invalid taint spec: ${spec}`;
    if (effect !== '' && !effects.includes(effect)) return `invalid taint effect: ${effect}, unsupported taint effect`;
    if (removes) {
      removed.push({ key, effect });
      continue;
    }
    if (effect === '') return `invalid taint spec: ${spec}`;
    if (added.some((taint) => taint.key === key && taint.effect === effect))
      return `duplicated taints with the same key and effect: {${[key, value ?? '', effect, '<nil>'].join(' ')}}`;
    added.push({ key, ...(value === undefined || value === '' ? {} : { value }), effect });
  }
  return { added, removed };
}

export type TaintsChanged =
  | { readonly taints: readonly Fields[]; readonly word: 'tainted' | 'untainted' | 'modified' }
  | { readonly error: string };

const same = (a: Fields, b: Fields): boolean => a.key === b.key && a.effect === b.effect;

/** The taints of a node after the changes: new ones first. Source: v1.35 kubectl pkg/cmd/taint/utils.go reorganizeTaints */
export function changedTaints(
  node: string,
  live: unknown,
  { added, removed }: TaintChanges,
  overwrite: boolean,
): TaintsChanged {
  const old = rowsOf(live);
  const clashing = old.filter((taint) => added.some((each) => same(each, taint)));
  if (!overwrite && clashing.length > 0) {
    const keys = clashing.map(({ key }) => textOf(key)).join(',');
    return { error: `node ${node} already has ${keys} taint(s) with same effect(s) and --overwrite is false` };
  }
  let taints = [...added, ...old.filter((taint) => !added.some((each) => same(each, taint)))];
  const more = taints.length !== old.length;
  const missing: string[] = [];
  for (const { key, effect } of removed) {
    const left = taints.filter((taint) => !(taint.key === key && (effect === '' || taint.effect === effect)));
    if (left.length === taints.length) missing.push(`taint "${key}${effect === '' ? '' : `:${effect}`}" not found`);
    taints = left;
  }
  if (missing.length > 0) return { error: missing.length === 1 ? (missing[0] ?? '') : `[${missing.join(', ')}]` };
  const both = more && removed.length > 0;
  return { taints, word: both || overwrite ? 'modified' : more ? 'tainted' : 'untainted' };
}
