import { at, type Fields, fieldsOf, isFields, numberOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { replicaSetsOf } from '../replica-sets.ts';
import { writeReasons } from './conditions.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { eventsAbout, writeEventTable } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
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
  const { old, current } = yield* replicaSetsOf(deployment);
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
