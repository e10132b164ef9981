import { at, type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { accessModes } from '../printers/policies.ts';
import { classOfClaim } from './claim-spec.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { goList } from './go-list.ts';
import { writeHead } from './labels.ts';
import { since } from './times.ts';
import { writeVolumeSource } from './volumes.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePersistentVolume */
export const describePersistentVolume: Describer = function* (volume, context) {
  const out = new Description();
  const { finalizers, deletionTimestamp } = fieldsOf(volume.metadata);
  const spec = fieldsOf(volume.spec);
  const { phase, message } = fieldsOf(volume.status);
  writeHead(out, volume);
  out.line(0, 'Finalizers:', goList(listOf(finalizers)));
  out.line(0, 'StorageClass:', classOfClaim(volume));
  out.line(
    0,
    'Status:',
    deletionTimestamp === undefined ? textOf(phase) : `Terminating (lasts ${since(deletionTimestamp, context.now())})`,
  );
  const claim = spec.claimRef;
  out.line(0, 'Claim:', isFields(claim) ? `${textOf(claim.namespace)}/${textOf(claim.name)}` : '');
  out.line(0, 'Reclaim Policy:', textOf(spec.persistentVolumeReclaimPolicy));
  out.line(0, 'Access Modes:', accessModes(spec.accessModes));
  if (spec.volumeMode !== undefined) out.line(0, 'VolumeMode:', textOf(spec.volumeMode));
  out.line(0, 'Capacity:', String(at(spec.capacity, 'storage') ?? '0'));
  writeAffinity(out, at(spec.nodeAffinity, 'required'));
  out.line(0, 'Message:', textOf(message));
  out.line(0, 'Source:');
  writeVolumeSource(out, spec, 'PersistentVolume');
  yield* writeEvents(out, volume, context);
  return out.toString();
};

/** Source: describe.go printVolumeNodeAffinity */
function writeAffinity(out: Description, required: unknown): void {
  if (!isFields(required)) {
    out.line(0, 'Node Affinity:', '<none>');
    return;
  }
  const terms = rowsOf(required.nodeSelectorTerms);
  out.line(0, 'Node Affinity:', '');
  out.line(1, 'Required Terms:', terms.length === 0 ? '<none>' : '');
  for (const [place, term] of terms.entries()) {
    const expressions = rowsOf(term.matchExpressions).map(expressionWords);
    out.line(2, `Term ${place}:`, expressions[0] ?? '<none>');
    for (const words of expressions.slice(1)) out.line(2, '', words);
  }
}

function expressionWords({ key, operator, values }: Fields): string {
  const list = listOf(values).map(String);
  return `${textOf(key)} ${textOf(operator).toLowerCase()}${list.length === 0 ? '' : ` [${list.join(', ')}]`}`;
}
