import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { accessModes } from '../printers/policies.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { goList } from './go-list.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { chunk, listed } from './listing.ts';
import { writeTimedConditions } from './timed-conditions.ts';
import { since } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePersistentVolumeClaim */
export const describePersistentVolumeClaim: Describer = function* (claim, context) {
  const out = new Description();
  const { name, namespace, labels, annotations, finalizers, deletionTimestamp } = fieldsOf(claim.metadata);
  const { volumeName, volumeMode, dataSource } = fieldsOf(claim.spec);
  const status = fieldsOf(claim.status);
  const users = yield* podsUsing(claim);
  const bound = textOf(volumeName) !== '';
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'StorageClass:', classOfClaim(claim));
  const ends = deletionTimestamp === undefined ? '' : `Terminating (lasts ${since(deletionTimestamp, context.now())})`;
  out.line(0, 'Status:', ends || textOf(status.phase));
  out.line(0, 'Volume:', textOf(volumeName));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'Finalizers:', goList(listOf(finalizers)));
  out.line(0, 'Capacity:', bound ? String(at(status.capacity, 'storage') ?? '0') : '');
  out.line(0, 'Access Modes:', bound ? accessModes(status.accessModes) : '');
  if (volumeMode !== undefined) out.line(0, 'VolumeMode:', textOf(volumeMode));
  if (isFields(dataSource)) writeDataSource(out, dataSource);
  if (users.length === 0) out.line(0, 'Used By:', '<none>');
  for (const [place, user] of users.entries()) out.line(0, place === 0 ? 'Used By:' : '', user);
  writeTimedConditions(out, rowsOf(status.conditions), 'lastProbeTime');
  yield* writeEvents(out, claim, context);
  return out.toString();
};

/** The class of a claim or a volume; an annotation was there before the field. */
export function classOfClaim({ metadata, spec }: Fields): string {
  const annotated = fieldsOf(fieldsOf(metadata).annotations)['volume.beta.kubernetes.io/storage-class'];
  return textOf(annotated ?? fieldsOf(spec).storageClassName);
}

/** Names of the Pods that mount it, and of those that own it. Source: describe.go getPodsForPVC */
function* podsUsing({ metadata }: Fields): Calls<readonly string[]> {
  const { name, namespace, ownerReferences } = fieldsOf(metadata);
  const owners = rowsOf(ownerReferences).flatMap(({ kind, uid }) => (kind === 'Pod' ? [uid] : []));
  const pods = yield* listed(`/api/v1/namespaces/${textOf(namespace)}/pods?${chunk}`);
  const mounts = (pod: Fields): boolean =>
    rowsOf(fieldsOf(pod.spec).volumes).some((volume) => at(volume, 'persistentVolumeClaim', 'claimName') === name);
  return pods
    .filter((pod) => mounts(pod) || owners.includes(at(pod, 'metadata', 'uid')))
    .map((pod) => textOf(at(pod, 'metadata', 'name')))
    .sort(byText);
}

function writeDataSource(out: Description, { apiGroup, kind, name }: Fields): void {
  out.line(0, 'DataSource:');
  if (apiGroup !== undefined) out.line(1, 'APIGroup:', textOf(apiGroup));
  out.line(1, 'Kind:', textOf(kind));
  out.line(1, 'Name:', textOf(name));
}
