import { at, type Fields, fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';

/** Where an object keeps the Pods that it makes. */
export interface PodTemplate {
  /** Path of what has `metadata` and `spec`; empty for a Pod. */
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Fields;
}

const places: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The Pods of an object, if it is of a kind that has any. */
export function podTemplateOf(object: Manifest): PodTemplate | undefined {
  const place = places[object.kind];
  if (place === undefined) return undefined;
  const template = at(object, ...place);
  return {
    path: place.length === 0 ? '' : `${place.join('.')}.`,
    labels: fieldsOf(at(template, 'metadata', 'labels')) as Readonly<Record<string, string>>,
    spec: fieldsOf(at(template, 'spec')),
  };
}

export interface PlacedContainer {
  readonly path: string;
  readonly name: string;
  readonly container: Fields;
}

/** The containers that run as long as the Pod does. */
export const containersOf = ({ path, spec }: PodTemplate): readonly PlacedContainer[] =>
  rowsOf(spec.containers).map((container, i) => ({
    path: `${path}spec.containers[${i}]`,
    name: textOf(container.name),
    container,
  }));
