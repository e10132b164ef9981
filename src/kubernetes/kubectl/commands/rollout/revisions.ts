import type { Calls } from '../../../api/calls.ts';
import { at, type Fields, fieldsOf, numberOf, textOf } from '../../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../../api/selectors.ts';
import { chunk, listed } from '../../describers/listing.ts';
import { controllerOf } from '../../describers/pod-counts.ts';
import { replicaSetsOf } from '../../replica-sets.ts';

/** A template that a workload had, or has. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  /** What keeps it: a ReplicaSet, or a ControllerRevision. */
  readonly keeper: Fields;
  readonly template: Fields;
}

const changeCause = 'kubernetes.io/change-cause';

/** All revisions of a workload, the oldest first. Source: v1.35 kubectl pkg/polymorphichelpers/history.go */
export function* revisionsOf(workload: Fields): Calls<readonly Revision[]> {
  const found =
    workload.kind === 'Deployment' ? yield* ofReplicaSets(workload) : yield* ofControllerRevisions(workload);
  return found.filter(({ number }) => number > 0).toSorted((a, b) => a.number - b.number);
}

function* ofReplicaSets(deployment: Fields): Calls<readonly Revision[]> {
  const { old, current } = yield* replicaSetsOf(deployment);
  return [...old, ...current].map((set) => ({
    number: Number(annotationsOf(set)['deployment.kubernetes.io/revision'] ?? 0),
    cause: textOf(annotationsOf(set)[changeCause]),
    keeper: set,
    template: fieldsOf(at(set, 'spec', 'template')),
  }));
}

function* ofControllerRevisions(workload: Fields): Calls<readonly Revision[]> {
  const { namespace, uid } = fieldsOf(workload.metadata);
  const labels = encodeURIComponent(formatSelector(at(workload.spec, 'selector') as LabelSelector | undefined));
  const all = yield* listed(
    `/apis/apps/v1/namespaces/${textOf(namespace)}/controllerrevisions?labelSelector=${labels}&${chunk}`,
  );
  return all
    .filter((kept) => controllerOf(kept)?.uid === uid)
    .map((kept) => ({
      number: numberOf(kept.revision) ?? 0,
      cause: textOf(annotationsOf(kept)[changeCause]),
      keeper: kept,
      template: fieldsOf(at(kept, 'data', 'spec', 'template')),
    }));
}

export const annotationsOf = ({ metadata }: Fields): Fields => fieldsOf(fieldsOf(metadata).annotations);

/** The template as it is told, with its cause among the annotations. */
export function toldTemplate({ template, cause }: Revision): Fields {
  if (cause === '') return template;
  const metadata = fieldsOf(template.metadata);
  return {
    ...template,
    metadata: { ...metadata, annotations: { ...fieldsOf(metadata.annotations), [changeCause]: cause } },
  };
}
