import type { Node, Pod } from '../../../api/types.ts';
import { matchesTerm } from '../../node-selectors.ts';
import type { Change } from '../change.ts';
import { type Edit, edited } from '../edit.ts';
import type { Fixer } from './fixer.ts';

/** The Pod asks for fewer labels, or the node gets them. */
export const affinityFixer: Fixer = ({ pod }, { node }) => {
  const missing = Object.entries(pod.spec.nodeSelector ?? {}).filter(
    ([key, value]) => node.metadata.labels?.[key] !== value,
  );
  const terms = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const refused = terms !== undefined && !terms.some((term) => matchesTerm(term, node));
  return [...dropped(pod, missing, refused), ...labelled(node, missing, refused ? terms : undefined)];
};

type Pairs = readonly (readonly [string, string])[];

function dropped(pod: Pod, missing: Pairs, refused: boolean): readonly Change[] {
  const left = Object.keys(pod.spec.nodeSelector ?? {}).length - missing.length;
  const selector: readonly Edit[] =
    missing.length === 0
      ? []
      : left === 0
        ? [{ path: ['spec', 'nodeSelector'] }]
        : missing.map(([key]) => ({ path: ['spec', 'nodeSelector', key] }));
  const required: readonly Edit[] = refused
    ? [{ path: ['spec', 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'] }]
    : [];
  const field = [missing.length > 0 ? 'nodeSelector' : '', refused ? 'nodeAffinity.required' : ''].filter(Boolean);
  const from = [...missing.map(([key, value]) => `${key}=${value}`), ...(refused ? ['required'] : [])];
  const edits = [...selector, ...required];
  return [{ on: 'pod', edits, field: field.join(', '), from: from.join(', '), cost: 25 + 5 * (edits.length - 1) }];
}

/** The labels that make the first possible term match; undefined where labels cannot do it. */
function wanted(node: Node, terms: ReadonlyTerms): Readonly<Record<string, string>> | undefined {
  for (const { matchExpressions = [], matchFields = [] } of terms) {
    if (matchFields.length > 0) continue;
    const labels: Record<string, string> = {};
    for (const { key, operator, values = [] } of matchExpressions) {
      const found = node.metadata.labels?.[key];
      if (operator === 'In' && (found === undefined || !values.includes(found))) labels[key] = values[0] ?? '';
      if (operator === 'Exists' && found === undefined) labels[key] = '';
    }
    const after = edited(node, [{ path: ['metadata', 'labels'], value: { ...node.metadata.labels, ...labels } }]);
    if (matchesTerm({ matchExpressions }, after)) return labels;
  }
  return undefined;
}

type ReadonlyTerms = NonNullable<
  NonNullable<
    NonNullable<NonNullable<Pod['spec']['affinity']>['nodeAffinity']>['requiredDuringSchedulingIgnoredDuringExecution']
  >['nodeSelectorTerms']
>;

function labelled(node: Node, missing: Pairs, terms: ReadonlyTerms | undefined): readonly Change[] {
  const byTerms = terms === undefined ? {} : wanted(node, terms);
  if (byTerms === undefined) return [];
  const labels = { ...byTerms, ...Object.fromEntries(missing) };
  const keys = Object.keys(labels);
  // A node is told apart by its name and place: nobody changes those to please a Pod.
  if (keys.length === 0 || keys.some((key) => /^(kubernetes\.io\/hostname|topology\.kubernetes\.io\/)/.test(key)))
    return [];
  const { name } = node.metadata;
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const overwrites = keys.some((key) => node.metadata.labels?.[key] !== undefined);
  return [
    {
      on: 'cluster',
      kubectl: `label node ${name} ${pairs.join(' ')}${overwrites ? ' --overwrite' : ''}`,
      says: `label ${name} with ${pairs.join(', ')}`,
      effect: {
        type: 'node',
        node: edited(node, [{ path: ['metadata', 'labels'], value: { ...node.metadata.labels, ...labels } }]),
      },
      cost: 28,
    },
  ];
}
