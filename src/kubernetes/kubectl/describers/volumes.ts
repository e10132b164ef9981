import { byText, type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Description } from './description.ts';

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

type Row = readonly [string, string];

/** A kind of volume in the words of describe, and its fields. */
type SourceRows = (source: Fields) => readonly Row[];

const optional = (source: Fields): Row => ['Optional:', String(source.optional === true)];
const readOnly = (source: Fields): Row => ['ReadOnly:', String(source.readOnly === true)];

const sources: Readonly<Record<string, SourceRows>> = {
  hostPath: (source) => [
    ['Type:', 'HostPath (bare host directory volume)'],
    ['Path:', textOf(source.path)],
    ['HostPathType:', typeof source.type === 'string' ? source.type : '<none>'],
  ],
  emptyDir: (source) => [
    ['Type:', "EmptyDir (a temporary directory that shares a pod's lifetime)"],
    ['Medium:', textOf(source.medium)],
    ['SizeLimit:', source.sizeLimit === undefined ? '<unset>' : String(source.sizeLimit)],
  ],
  secret: (source) => [
    ['Type:', 'Secret (a volume populated by a Secret)'],
    ['SecretName:', textOf(source.secretName)],
    optional(source),
  ],
  configMap: (source) => [
    ['Type:', 'ConfigMap (a volume populated by a ConfigMap)'],
    ['Name:', textOf(source.name)],
    optional(source),
  ],
  nfs: (source) => [
    ['Type:', 'NFS (an NFS mount that lasts the lifetime of a pod)'],
    ['Server:', textOf(source.server)],
    ['Path:', textOf(source.path)],
    readOnly(source),
  ],
  persistentVolumeClaim: (source) => [
    ['Type:', 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)'],
    ['ClaimName:', textOf(source.claimName)],
    readOnly(source),
  ],
  csi: (source) => [
    ['Type:', 'CSI (a Container Storage Interface (CSI) volume source)'],
    ['Driver:', textOf(source.driver)],
    ['FSType:', textOf(source.fsType)],
    readOnly(source),
  ],
  image: (source) => [
    ['Type:', 'Image (a container image or OCI artifact)'],
    ['Reference:', textOf(source.reference)],
    ['PullPolicy:', textOf(source.pullPolicy)],
  ],
};

/** What is behind a volume, of whatever kind it is. */
export function writeVolumeSource(out: Description, volume: Fields): void {
  const kind = Object.keys(sources).find((name) => isFields(volume[name]));
  if (kind !== undefined) {
    for (const row of sources[kind]?.(fieldsOf(volume[kind])) ?? []) out.line(2, ...row);
    if (kind === 'csi') writeAttributes(out, fieldsOf(fieldsOf(volume.csi).volumeAttributes));
  } else if (isFields(volume.downwardAPI)) writeDownward(out, volume.downwardAPI);
  else if (isFields(volume.projected)) writeProjected(out, volume.projected);
  else out.line(1, '<unknown>');
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
      out.line(2, ...optional(secret));
    } else if (downwardAPI !== undefined) out.line(2, 'DownwardAPI:', 'true');
    else if (isFields(configMap)) {
      out.line(2, 'ConfigMapName:', textOf(configMap.name));
      out.line(2, ...optional(configMap));
    } else if (isFields(serviceAccountToken))
      out.line(2, 'TokenExpirationSeconds:', String(numberOf(serviceAccountToken.expirationSeconds) ?? 0));
  }
}

/** Each value is written with the indentation of a line of its own. Source: describe.go printCSIPersistentVolumeAttributesMultilineIndent */
export function writeAttributes(out: Description, attributes: Fields): void {
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
