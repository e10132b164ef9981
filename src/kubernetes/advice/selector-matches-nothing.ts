import { at, fieldsOf } from '../api/fields.ts';
import { formatSelector, type LabelSelector, matchesLabels } from '../api/selectors.ts';
import type { Manifest } from '../api/types.ts';
import type { AdviceRule } from './advice.ts';
import { podTemplateOf } from './pod-template.ts';

/** What picks Pods by their labels, and the field it does it with. */
function selectorOf(object: Manifest): { readonly path: string; readonly selector: LabelSelector } | undefined {
  if (object.kind === 'Service') {
    const selector = fieldsOf(at(object, 'spec', 'selector')) as Readonly<Record<string, string>>;
    return Object.keys(selector).length === 0
      ? undefined
      : { path: 'spec.selector', selector: { matchLabels: selector } };
  }
  const path = object.kind === 'NetworkPolicy' ? 'podSelector' : 'selector';
  const given = at(object, 'spec', path);
  if (!['NetworkPolicy', 'PodDisruptionBudget'].includes(object.kind) || given === undefined) return undefined;
  const selector = given as LabelSelector;
  // An empty one picks all Pods of the Namespace.
  return formatSelector(selector) === '<none>' ? undefined : { path: `spec.${path}`, selector };
}

const namespaceOf = ({ metadata }: Manifest): string => metadata?.namespace ?? 'default';

/** A selector that picks none of the Pods in sight: a Service without endpoints, a policy about nobody. */
export const selectorMatchesNothing: AdviceRule = (object, all) => {
  const given = selectorOf(object);
  if (given === undefined) return [];
  const picked = all.some((other) => {
    const template = podTemplateOf(other);
    if (template === undefined || namespaceOf(other) !== namespaceOf(object)) return false;
    return matchesLabels(given.selector, template.labels);
  });
  if (picked) return [];
  return [
    {
      path: given.path,
      says: `No Pod here has the labels ${formatSelector(given.selector)}: this ${object.kind} is about nobody.`,
    },
  ];
};
