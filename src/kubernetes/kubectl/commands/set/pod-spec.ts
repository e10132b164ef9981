import { at, type Fields, fieldsOf, rowsOf, textOf } from '../../../api/fields.ts';

const paths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Changes the part of an object that says what its Pods are. */
export type PodSpecChange = (spec: Fields) => Fields;

/**
 * The object with its Pod spec changed; a text is why it has none.
 * Source: v1.35 kubectl pkg/polymorphichelpers/updatepodspec.go
 */
export function withPodSpec(object: Fields, change: PodSpecChange): Fields | string {
  const kind = textOf(object.kind);
  const path = paths[kind];
  if (path === undefined)
    return `the object is not a pod or does not have a pod template: *${goPackage(object)}.${kind}`;
  return within(object, path, change);
}

/** The Pod spec of an object, if it has one. */
export const podSpecOf = (object: Fields): Fields => fieldsOf(at(object, ...(paths[textOf(object.kind)] ?? ['none'])));

const goPackage = ({ apiVersion }: Fields): string => (textOf(apiVersion).split('/').at(-1) ?? '').replaceAll('.', '');

function within(object: Fields, [field, ...rest]: readonly string[], change: PodSpecChange): Fields {
  if (field === undefined) return change(object);
  return { ...object, [field]: within(fieldsOf(object[field]), rest, change) };
}

/** Containers by name, or with `*` for any part of it. Source: v1.35 kubectl pkg/cmd/set/helper.go selectString */
export function isPicked(name: unknown, pattern: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(textOf(name));
}

/** The Pod spec with the picked containers changed, those that begin before the others included; undefined: none is picked. */
export function withContainers(
  spec: Fields,
  picks: (container: Fields) => boolean,
  change: (container: Fields) => Fields,
): Fields | undefined {
  const fields = ['initContainers', 'containers'].filter((field) => spec[field] !== undefined);
  if (!fields.some((field) => rowsOf(spec[field]).some(picks))) return undefined;
  const changed = fields.map((field) => [
    field,
    rowsOf(spec[field]).map((each) => (picks(each) ? change(each) : each)),
  ]);
  return { ...spec, ...Object.fromEntries(changed) };
}
