import type { V1NodeSelectorTerm } from '@kubernetes/client-node';
import { own } from '../api/fields.ts';
import { matchesMap } from '../api/selectors.ts';
import type { Node, Pod, Wire } from '../api/types.ts';

type Term = Wire<V1NodeSelectorTerm>;
type Requirement = NonNullable<Term['matchExpressions']>[number];

/** Source: v1.35 apimachinery pkg/util/validation/validation.go IsValidLabelValue */
const isLabelValue = (text: string): boolean =>
  text.length <= 63 && /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text);

/** One requirement on a label. Source: v1.35 component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go */
function holds({ key, operator, values = [] }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const found = own(labels, key);
  switch (operator) {
    case 'In':
      return found !== undefined && values.includes(found);
    case 'NotIn':
      // Without values, or with one that no label can have, the requirement cannot be read and its term matches nothing.
      return values.length > 0 && values.every(isLabelValue) && (found === undefined || !values.includes(found));
    case 'Exists':
      return found !== undefined;
    case 'DoesNotExist':
      return found === undefined;
    case 'Gt':
    case 'Lt': {
      const [left, right] = [whole(found), whole(values[0])];
      if (left === undefined || right === undefined) return false;
      return operator === 'Gt' ? left > right : left < right;
    }
    default:
      return false;
  }
}

/** The one field is the name, and it is compared with one value. */
const holdsOfField = ({ operator, values = [] }: Requirement, { metadata: { name } }: Node): boolean =>
  values.length === 1 && ((operator === 'In' && values[0] === name) || (operator === 'NotIn' && values[0] !== name));

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;

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
