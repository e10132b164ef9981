import { byText, type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { writeClaimTemplate } from './claim-spec.ts';
import type { Description } from './description.ts';
import { volumeSourceRows } from './volume-sources.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeVolumes */
export function writeVolumes(out: Description, volumes: readonly Fields[], space: '' | '  ' = ''): void {
  if (volumes.length === 0) {
    out.line(0, `${space}Volumes:`, '<none>');
    return;
  }
  out.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    out.line(1, `${space === '' ? '' : ' '}${textOf(volume.name)}:`);
    writeVolumeSource(out, volume);
  }
}

/** What is behind a volume, of whatever kind it is. */
export function writeVolumeSource(out: Description, volume: Fields, of: 'Pod' | 'PersistentVolume' = 'Pod'): void {
  const rows = volumeSourceRows(volume, of === 'PersistentVolume');
  if (rows !== undefined) {
    for (const row of rows) out.line(2, ...row);
    if (isFields(volume.csi)) writeAttributes(out, fieldsOf(volume.csi.volumeAttributes));
  } else if (isFields(volume.downwardAPI)) writeDownward(out, volume.downwardAPI);
  else if (isFields(volume.projected)) writeProjected(out, volume.projected);
  else if (isFields(volume.ephemeral)) writeEphemeral(out, volume.ephemeral);
  else out.line(1, '<unknown>');
}

/** The claim that is made with the Pod. Source: describe.go printEphemeralVolumeSource */
function writeEphemeral(out: Description, { volumeClaimTemplate }: Fields): void {
  out.line(
    2,
    'Type:',
    'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
  );
  if (isFields(volumeClaimTemplate)) writeClaimTemplate(out, 2, volumeClaimTemplate);
}

function writeDownward(out: Description, source: Fields): void {
  out.line(2, 'Type:', 'DownwardAPI (a volume populated by information about the pod)');
  out.line(2, 'Items:');
  for (const { path, fieldRef, resourceFieldRef } of rowsOf(source.items)) {
    const from = textOf(fieldsOf(fieldRef).fieldPath) || textOf(fieldsOf(resourceFieldRef).resource);
    out.line(3, `${from} -> ${textOf(path)}`);
  }
}

function writeProjected(out: Description, source: Fields): void {
  out.line(2, 'Type:', 'Projected (a volume that contains injected data from multiple sources)');
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of rowsOf(source.sources)) {
    if (isFields(secret)) {
      out.line(2, 'SecretName:', textOf(secret.name));
      out.line(2, 'Optional:', String(secret.optional === true));
    } else if (downwardAPI !== undefined) out.line(2, 'DownwardAPI:', 'true');
    else if (isFields(configMap)) {
      out.line(2, 'ConfigMapName:', textOf(configMap.name));
      out.line(2, 'Optional:', String(configMap.optional === true));
    } else if (isFields(serviceAccountToken))
      out.line(2, 'TokenExpirationSeconds:', String(numberOf(serviceAccountToken.expirationSeconds) ?? 0));
  }
}

/** Each value is written with the indentation of a line of its own. Source: describe.go printCSIPersistentVolumeAttributesMultilineIndent */
function writeAttributes(out: Description, attributes: Fields): void {
  const lines = Object.keys(attributes)
    .sort(byText)
    .map((key) => `${key}=${String(attributes[key])}`);
  if (lines.length === 0) out.line(2, 'VolumeAttributes:', '<none>');
  for (const [place, line] of lines.entries()) {
    const shown = line.length > longest ? `${line.slice(0, longest)}...` : line;
    out.line(2, place === 0 ? 'VolumeAttributes:' : '    ', `    ${shown}`);
  }
}

const longest = 140;
