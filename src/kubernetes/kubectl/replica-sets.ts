import type { Calls } from '../api/calls.ts';
import { at, byText, type Fields, fieldsOf, sameJson, textOf } from '../api/fields.ts';
import { formatSelector, type LabelSelector } from '../api/selectors.ts';
import { chunk, listed } from './describers/listing.ts';
import { controllerOf } from './describers/pod-counts.ts';

/** The ReplicaSets of a Deployment by age: that with its very template, and all others. Source: v1.35 kubectl pkg/util/deployment/deployment.go */
export function* replicaSetsOf(
  deployment: Fields,
): Calls<{ readonly old: readonly Fields[]; readonly current: readonly Fields[] }> {
  const { namespace, uid } = fieldsOf(deployment.metadata);
  const { selector, template } = fieldsOf(deployment.spec);
  const labels = encodeURIComponent(formatSelector(selector as LabelSelector | undefined));
  const all = yield* listed(
    `/apis/apps/v1/namespaces/${textOf(namespace)}/replicasets?labelSelector=${labels}&${chunk}`,
  );
  const own = all.filter((set) => controllerOf(set)?.uid === uid).toSorted(byAge);
  const current = own.find((set) => sameJson(withoutHash(at(set, 'spec', 'template')), withoutHash(template)));
  return { old: own.filter((set) => set !== current), current: current === undefined ? [] : [current] };
}

const byAge = (a: Fields, b: Fields): number =>
  byText(textOf(at(a, 'metadata', 'creationTimestamp')), textOf(at(b, 'metadata', 'creationTimestamp'))) ||
  byText(textOf(at(a, 'metadata', 'name')), textOf(at(b, 'metadata', 'name')));

/** The controller adds this label to tell the templates apart. */
export function withoutHash(template: unknown): Fields {
  const { metadata, spec } = fieldsOf(template);
  const { labels, annotations } = fieldsOf(metadata);
  const { 'pod-template-hash': _, ...own } = fieldsOf(labels);
  return { labels: own, annotations: fieldsOf(annotations), spec };
}
