import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, isFields, numberOf, sameJson, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { writeReasons } from './conditions.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { eventsAbout, writeEventTable } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { chunk, listed } from './listing.ts';
import { controllerOf } from './pod-counts.ts';
import { writePodTemplate } from './pod-template.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeDeployment */
export const describeDeployment: Describer = function* (deployment, context) {
  const out = new Description();
  const { name, namespace, creationTimestamp, labels, annotations } = fieldsOf(deployment.metadata);
  const { selector, replicas, strategy, minReadySeconds, template } = fieldsOf(deployment.spec);
  const status = fieldsOf(deployment.status);
  const count = (field: string): number => numberOf(status[field]) ?? 0;
  const events = context.showEvents ? yield* eventsAbout(deployment) : undefined;
  const { old, current } = yield* replicaSets(deployment);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'CreationTimestamp:', rfc1123(creationTimestamp));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'Selector:', formatSelector(selector as LabelSelector | undefined));
  out.line(
    0,
    'Replicas:',
    `${numberOf(replicas) ?? 0} desired | ${count('updatedReplicas')} updated | ${count('replicas')} total | ${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable`,
  );
  out.line(0, 'StrategyType:', textOf(at(strategy, 'type')));
  out.line(0, 'MinReadySeconds:', String(numberOf(minReadySeconds) ?? 0));
  const rolling = at(strategy, 'rollingUpdate');
  if (isFields(rolling))
    out.line(
      0,
      'RollingUpdateStrategy:',
      `${String(rolling.maxUnavailable)} max unavailable, ${String(rolling.maxSurge)} max surge`,
    );
  writePodTemplate(out, template);
  writeReasons(out, status.conditions);
  if (old.length + current.length > 0) {
    out.line(0, 'OldReplicaSets:', setWords(old));
    out.line(0, 'NewReplicaSet:', setWords(current));
  }
  if (events !== undefined) writeEventTable(out, events, context.now());
  return out.toString();
};

const setWords = (sets: readonly Fields[]): string =>
  sets.length === 0
    ? '<none>'
    : sets
        .map(({ metadata, spec, status }) => {
          const [made, wanted] = [numberOf(at(status, 'replicas')) ?? 0, numberOf(at(spec, 'replicas')) ?? 0];
          return `${textOf(at(metadata, 'name'))} (${made}/${wanted} replicas created)`;
        })
        .join(', ');

/** The ReplicaSets of a Deployment by age: that with its very template, and all others. Source: v1.35 kubectl pkg/util/deployment/deployment.go */
function* replicaSets(
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
function withoutHash(template: unknown): Fields {
  const { metadata, spec } = fieldsOf(template);
  const { labels, annotations } = fieldsOf(metadata);
  const { 'pod-template-hash': _, ...own } = fieldsOf(labels);
  return { labels: own, annotations: fieldsOf(annotations), spec };
}
