import type { V1NodeSelectorTerm } from '@kubernetes/client-node';
import { own } from '../api/fields.ts';
import { matchesMap } from '../api/selectors.ts';
import type { Node, Pod, Wire } from '../api/types.ts';

type Term = Wire<V1NodeSelectorTerm>;
type Requirement = NonNullable<Term['matchExpressions']>[number];

/** Source: v1.35 apimachinery pkg/util/validation/validation.go IsValidLabelValue */
const isLabelValue = (text: string): boolean =>
  text.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text);

/** As Go's ParseInt reads it, at most 64 bits. */
function whole(text: string | undefined): bigint | undefined {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return undefined;
  const found = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, found) === found ? found : undefined;
}

/**
 * Whether a requirement has the values that its operator takes. One that cannot be read spoils its whole term.
 * Source: v1.35 apimachinery pkg/labels/selector.go NewRequirement
 */
function isReadable({ operator, values = [] }: Requirement): boolean {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 && values.every(isLabelValue);
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && whole(values[0]) !== undefined && values.every(isLabelValue);
    default:
      return false;
  }
}

/** One requirement on a label. Source: v1.35 component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go */
function holds(requirement: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const { key, operator, values = [] } = requirement;
  if (!isReadable(requirement)) return false;
  const found = own(labels, key);
  if (operator === 'In') return found !== undefined && values.includes(found);
  if (operator === 'NotIn') return found === undefined || !values.includes(found);
  if (operator === 'Exists') return found !== undefined;
  if (operator === 'DoesNotExist') return found === undefined;
  const [left, right] = [whole(found), whole(values[0])];
  if (left === undefined || right === undefined) return false;
  return operator === 'Gt' ? left > right : left < right;
}

/** A node has one field, its name; it is compared with one value. Any other field is empty. */
function holdsOfField({ key, operator, values = [] }: Requirement, { metadata: { name } }: Node): boolean {
  const found = key === 'metadata.name' ? name : '';
  return values.length === 1 && (operator === 'In' ? values[0] === found : operator === 'NotIn' && values[0] !== found);
}

/** A term: all its requirements; an empty one matches nothing. */
export function matchesTerm(term: Term, node: Node): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length === 0 && fields.length === 0) return false;
  const labels = node.metadata.labels ?? {};
  return (
    expressions.every((requirement) => holds(requirement, labels)) &&
    fields.every((requirement) => holdsOfField(requirement, node))
  );
}

/** The node selector and the required node affinity: both have to hold, of the terms any. */
export function matchesNode(pod: Pod, node: Node): boolean {
  const selected = matchesMap(pod.spec.nodeSelector, node.metadata.labels);
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return selected && (required === undefined || required.nodeSelectorTerms.some((term) => matchesTerm(term, node)));
}
