import type { V1LabelSelector } from '@kubernetes/client-node';
import { at, fieldsOf, own } from './fields.ts';
import type { Requirement } from './selector-parser.ts';
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

/** The fields that a selector wants to be equal to something, by path. */
export const fieldsWanted = (fieldSelector: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fieldSelector
      .split(',')
      .map(fieldTerm)
      .flatMap((term) => (term?.equal === true ? [[term.path, term.wanted]] : [])),
  );
