import { at, byText, type Fields, fieldsOf, isFields, listOf, textOf } from '../../api/fields.ts';
import { accessModes } from '../printers/policies.ts';
import type { Description } from './description.ts';
import { goList } from './go-list.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { since } from './times.ts';

/** The class of a claim or a volume; an annotation was there before the field. */
export function classOfClaim({ metadata, spec }: Fields): string {
  const annotated = fieldsOf(fieldsOf(metadata).annotations)['volume.beta.kubernetes.io/storage-class'];
  return textOf(annotated ?? fieldsOf(spec).storageClassName);
}

/** A claim. Source: v1.35 kubectl pkg/describe/describe.go printPersistentVolumeClaim */
export function writeClaim(out: Description, claim: Fields, now: string): void {
  const { name, namespace, labels, annotations, finalizers, deletionTimestamp } = fieldsOf(claim.metadata);
  const { phase } = fieldsOf(claim.status);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'StorageClass:', classOfClaim(claim));
  const ends = deletionTimestamp === undefined ? '' : `Terminating (lasts ${since(deletionTimestamp, now)})`;
  out.line(0, 'Status:', ends || textOf(phase));
  out.line(0, 'Volume:', textOf(fieldsOf(claim.spec).volumeName));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'Finalizers:', goList(listOf(finalizers)));
  writeSize(out, 0, claim);
}

/**
 * The template of a claim within a volume: neither name nor state. The original's writer indents each of its writes,
 * so what stands behind Labels and Annotations is indented once more.
 */
export function writeClaimTemplate(out: Description, level: number, template: Fields): void {
  const { labels, annotations } = fieldsOf(template.metadata);
  const inner = '  '.repeat(level);
  const rows = (title: string, map: unknown, between: string, margin: string): void => {
    const keys = Object.keys(fieldsOf(map)).sort(byText);
    if (keys.length === 0) out.line(level, title, `${inner}<none>`);
    for (const [place, key] of keys.entries())
      out.line(level, place === 0 ? title : margin, `${inner}${key}${between}${String(fieldsOf(map)[key])}`);
  };
  out.line(level, 'StorageClass:', classOfClaim(template));
  out.line(level, 'Volume:', textOf(fieldsOf(template.spec).volumeName));
  rows('Labels:', labels, '=', inner);
  rows('Annotations:', annotations, ': ', '');
  writeSize(out, level, template);
}

function writeSize(out: Description, level: number, { spec, status }: Fields): void {
  const { volumeName, volumeMode, dataSource } = fieldsOf(spec);
  const { capacity, accessModes: modes } = fieldsOf(status);
  const bound = textOf(volumeName) !== '';
  out.line(level, 'Capacity:', bound ? String(at(capacity, 'storage') ?? '0') : '');
  out.line(level, 'Access Modes:', bound ? accessModes(modes) : '');
  if (volumeMode !== undefined) out.line(level, 'VolumeMode:', textOf(volumeMode));
  if (isFields(dataSource)) writeDataSource(out, level, dataSource);
}

function writeDataSource(out: Description, level: number, { apiGroup, kind, name }: Fields): void {
  out.line(level, 'DataSource:');
  if (apiGroup !== undefined) out.line(level + 1, 'APIGroup:', textOf(apiGroup));
  out.line(level + 1, 'Kind:', textOf(kind));
  out.line(level + 1, 'Name:', textOf(name));
}
