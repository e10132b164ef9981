import type { V1LabelSelector } from '@kubernetes/client-node';
import { at, fieldsOf, own } from './fields.ts';
import { isLabelValue, isQualifiedName } from './names.ts';
import type { Wire } from './types.ts';

export type LabelSelector = Wire<V1LabelSelector>;
type Labels = Readonly<Record<string, string>> | undefined;

/** Whether every pair of the map is among the labels; an empty map matches nothing that asks, so callers check first. */
export function matchesMap(map: Labels, labels: Labels): boolean {
  for (const key in map) if (own(labels, key) !== map[key]) return false;
  return true;
}

/**
 * Whether the selector picks an object with these labels. No selector picks nothing, an empty one everything.
 * Source: v1.35 apimachinery pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector
 */
export function matchesLabels(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  if (!matchesMap(selector.matchLabels, labels)) return false;
  for (const expression of selector.matchExpressions ?? []) if (!matchesExpression(expression, labels)) return false;
  return true;
}

type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

function matchesExpression({ key, operator, values }: Expression, labels: Labels): boolean {
  const found = own(labels, key);
  switch (operator) {
    case 'In':
      return found !== undefined && (values ?? []).includes(found);
    case 'NotIn':
      return found === undefined || !(values ?? []).includes(found);
    case 'Exists':
      return found !== undefined;
    case 'DoesNotExist':
      return found === undefined;
    default:
      return false;
  }
}

/** One condition of `-l`. */
export interface Requirement {
  readonly key: string;
  readonly operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';
  readonly values: readonly string[];
}

export type ParsedSelector = { readonly requirements: readonly Requirement[] } | { readonly error: string };

/** At commas outside parentheses. */
function terms(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === ',' && depth === 0) {
      found.push(text.slice(start, i));
      start = i + 1;
    }
  }
  found.push(text.slice(start));
  return found.map((term) => term.trim());
}

function requirement(term: string): Requirement | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(term);
  if (set) {
    const values = (set[3] ?? '').split(',').map((word) => word.trim());
    return { key: set[1] ?? '', operator: set[2] === 'in' ? 'in' : 'notin', values };
  }
  const pair = /^([^\s=!<>]+)\s*(==|=|!=|>|<)\s*([^\s=!<>]*)$/.exec(term);
  if (pair) {
    const operator = pair[2] === '==' ? '=' : pair[2];
    if (operator === '=' || operator === '!=' || operator === '>' || operator === '<') {
      return { key: pair[1] ?? '', operator, values: [pair[3] ?? ''] };
    }
  }
  const absent = /^!\s*(\S+)$/.exec(term);
  if (absent) return { key: absent[1] ?? '', operator: '!', values: [] };
  return /^[^\s=!<>(),]+$/.test(term) ? { key: term, operator: 'exists', values: [] } : undefined;
}

/** The text of `-l` or `labelSelector=`. Source: v1.35 apimachinery pkg/labels/selector.go Parse */
export function parseSelector(text: string): ParsedSelector {
  if (text.trim() === '') return { requirements: [] };
  const requirements: Requirement[] = [];
  for (const term of terms(text)) {
    const found = requirement(term);
    if (found === undefined) {
      return { error: `unable to parse requirement: found '${term}', expected: identifier` };
    }
    const badKey = isQualifiedName(found.key)[0];
    if (badKey !== undefined)
      return { error: `unable to parse requirement: <nil>: Invalid value: "${found.key}": ${badKey}` };
    for (const value of found.values) {
      const bad = isLabelValue(value)[0];
      if (bad !== undefined) {
        return { error: `unable to parse requirement: values[0][${found.key}]: Invalid value: "${value}": ${bad}` };
      }
    }
    requirements.push(found);
  }
  return { requirements };
}

/** Whether the labels satisfy all conditions. */
export const satisfies = (requirements: readonly Requirement[], labels: Labels): boolean =>
  requirements.every((requirement) => holds(requirement, own(labels, requirement.key)));

function holds({ operator, values }: Requirement, found: string | undefined): boolean {
  switch (operator) {
    case '=':
    case 'in':
      return found !== undefined && values.includes(found);
    case '!=':
    case 'notin':
      return found === undefined || !values.includes(found);
    case 'exists':
      return found !== undefined;
    case '!':
      return found === undefined;
    case '>':
      return found !== undefined && Number(found) > Number(values[0]);
    case '<':
      return found !== undefined && Number(found) < Number(values[0]);
  }
}

/** `app=web,tier in (a,b)`: a selector as the API prints and sends it. Source: metav1.FormatLabelSelector */
export function formatSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return '<none>';
  const parts = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) => {
      const set = `(${[...(values ?? [])].sort().join(',')})`;
      const forms: Readonly<Record<string, string>> = {
        In: `${key} in ${set}`,
        NotIn: `${key} notin ${set}`,
        Exists: key,
        DoesNotExist: `!${key}`,
      };
      return { key, text: forms[operator] ?? key };
    }),
  ].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return parts.length === 0 ? '<none>' : parts.map(({ text }) => text).join(',');
}

interface FieldTerm {
  readonly path: string;
  readonly keys: readonly string[];
  readonly wanted: string;
  readonly equal: boolean;
}

function fieldTerm(term: string): FieldTerm | undefined {
  const found = /^([^=!]+)(==|!=|=)(.*)$/.exec(term.trim());
  if (found === null) return undefined;
  const [, path = '', operator = '', wanted = ''] = found;
  return { path, keys: path.split('.'), wanted, equal: operator !== '!=' };
}

/**
 * Reads a `fieldSelector=a.b=c,d!=e` once, for many objects. An unset field counts as empty text.
 * Source: v1.35 apimachinery pkg/fields/selector.go
 */
export function fieldMatcher(fieldSelector: string): (object: unknown) => boolean {
  if (fieldSelector === '') return () => true;
  const terms = fieldSelector.split(',').map(fieldTerm);
  return (object) =>
    terms.every((term) => term !== undefined && (fieldText(fieldAt(object, term)) === term.wanted) === term.equal);
}

const fieldText = (raw: unknown): string =>
  raw === undefined || raw === null ? '' : typeof raw === 'object' ? JSON.stringify(fieldsOf(raw)) : String(raw);

/** What a field selector may ask for by another name. Source: v1.35 pkg/apis/batch/v1/conversion.go, pkg/registry/batch/job/strategy.go */
function fieldAt(object: unknown, { path, keys }: FieldTerm): unknown {
  if (path === 'status.successful' && at(object, 'kind') === 'Job') return at(object, 'status', 'succeeded') ?? 0;
  return at(object, ...keys);
}

/** The same for one object. */
export const matchesFields = (fieldSelector: string, object: unknown): boolean => fieldMatcher(fieldSelector)(object);
