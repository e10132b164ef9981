import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { validateDescendingPath, validatePathWithoutBacksteps } from './paths.ts';
import { invalids, type Problems, rangeText } from './problems.ts';

export type SourceRule = (source: Fields, path: string) => Problems;

/** Fields that may not be empty. */
export const needs = (...fields: readonly string[]): SourceRule =>
  function* (source, path) {
    for (const field of fields) {
      const value = source[field];
      const empty = Array.isArray(value) ? value.length === 0 : textOf(value) === '';
      if (empty) yield required(`${path}.${field}`);
    }
  };

const both = (...rules: readonly SourceRule[]): SourceRule =>
  function* (source, path) {
    for (const rule of rules) yield* rule(source, path);
  };

const partition: SourceRule = function* (source, path) {
  const number = numberOf(source.partition) ?? 0;
  // The words name another range than the check has.
  if (number < 0 || number > 255) yield invalidValue(`${path}.partition`, number, rangeText(1, 255));
};

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

const qualified = {
  iqn: /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9-.]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[a-zA-Z0-9]{16}$/,
  naa: /^naa.[a-zA-Z0-9]{32}$/,
} as const;

export function* iscsiName(name: string, path: string, foreign: string): Problems {
  const kind = (['iqn', 'eui', 'naa'] as const).find((prefix) => name.startsWith(prefix));
  if (kind === undefined) yield invalidValue(path, name, foreign);
  else if (!qualified[kind].test(name)) yield invalidValue(path, name, 'must be valid format');
}

const lun = (value: unknown, path: string): readonly ReturnType<typeof invalidValue>[] => {
  const number = numberOf(value) ?? 0;
  return number < 0 || number > 255 ? [invalidValue(path, number, rangeText(0, 255))] : [];
};

/**
 * The sources that a Pod's volume and a PersistentVolume have in common.
 * Source: v1.35 pkg/apis/core/validation/validation.go validate…VolumeSource
 */
export const sharedSources: Readonly<Record<string, SourceRule>> = {
  hostPath: function* (source, path) {
    if (textOf(source.path) === '') {
      yield required(`${path}.path`);
      return;
    }
    yield* validatePathWithoutBacksteps(textOf(source.path), `${path}.path`);
    if (typeof source.type === 'string' && !hostPathTypes.includes(source.type)) {
      yield notSupported(`${path}.type`, source.type, hostPathTypes);
    }
  },
  gitRepo: both(needs('repository'), function* (source, path) {
    yield* validateDescendingPath(textOf(source.directory), `${path}.directory`);
  }),
  gcePersistentDisk: (source, path) =>
    // The server calls it by an older name here.
    both(needs('pdName'), partition)(source, path.replace(/gcePersistentDisk$/, 'persistentDisk')),
  awsElasticBlockStore: both(needs('volumeID'), partition),
  nfs: both(needs('server', 'path'), function* (source, path) {
    const folder = textOf(source.path);
    if (!folder.startsWith('/')) yield invalidValue(`${path}.path`, folder, 'must be an absolute path');
  }),
  iscsi: both(needs('targetPortal', 'iqn'), function* (source, path) {
    const foreign = 'must be valid format starting with iqn, eui, or naa';
    if (textOf(source.iqn) !== '') yield* iscsiName(textOf(source.iqn), `${path}.iqn`, foreign);
    yield* lun(source.lun, `${path}.lun`);
    const authenticated = source.chapAuthDiscovery === true || source.chapAuthSession === true;
    if (authenticated && !isFields(source.secretRef)) yield required(`${path}.secretRef`);
    if (typeof source.initiatorName !== 'string') return;
    yield* iscsiName(source.initiatorName, `${path}.initiatorname`, foreign);
  }),
  glusterfs: needs('endpoints', 'path'),
  rbd: needs('monitors', 'image'),
  cinder: both(needs('volumeID'), function* (source, path) {
    if (isFields(source.secretRef)) yield* needs('name')(source.secretRef, `${path}.secretRef`);
  }),
  cephfs: needs('monitors'),
  quobyte: function* (source, path) {
    const why = 'must be a host:port pair or multiple pairs separated by commas';
    const registry = textOf(source.registry);
    if (registry === '') yield required(`${path}.registry`, why);
    else if (textOf(source.tenant).length >= 65) {
      yield required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters');
    } else {
      for (const pair of registry.split(',')) {
        if (!/^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair)) yield invalidValue(`${path}.registry`, registry, why);
      }
    }
    if (textOf(source.volume) === '') yield required(`${path}.volume`);
  },
  flocker: function* (source, path) {
    const [name, id] = [textOf(source.datasetName), textOf(source.datasetUUID)];
    if (name === '' && id === '') yield required(path, 'one of datasetName and datasetUUID is required');
    if (name !== '' && id !== '') {
      yield invalidValue(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously');
    }
    if (name.includes('/')) yield invalidValue(`${path}.datasetName`, name, "must not contain '/'");
  },
  fc: function* (source, path) {
    const [targets, ids] = [listOf(source.targetWWNs), listOf(source.wwids)];
    if (targets.length === 0 && ids.length === 0) {
      yield required(`${path}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both');
    }
    if (targets.length > 0 && ids.length > 0) {
      yield invalidValue(`${path}.targetWWNs`, targets, 'targetWWNs and wwids can not be specified simultaneously');
    }
    if (targets.length === 0) return;
    if (source.lun === undefined) yield required(`${path}.lun`, 'lun is required if targetWWNs is specified');
    else yield* lun(source.lun, `${path}.lun`);
  },
  flexVolume: both(needs('driver'), function* (source, path) {
    for (const key of Object.keys(fieldsOf(source.options))) {
      const [owner = ''] = key.split('/');
      if (!/\.(kubernetes|k8s)\.io$/.test(`.${owner.toLowerCase()}`)) continue;
      yield invalidValue(`${path}.options[${key}]`, key, 'kubernetes.io and k8s.io namespaces are reserved');
    }
  }),
  azureFile: needs('secretName', 'shareName'),
  azureDisk: both(needs('diskName', 'diskURI'), function* (source, path) {
    const modes = ['None', 'ReadOnly', 'ReadWrite'];
    const kinds = ['Dedicated', 'Managed', 'Shared'];
    if (!modes.includes(textOf(source.cachingMode)))
      yield notSupported(`${path}.cachingMode`, source.cachingMode, modes);
    if (!kinds.includes(textOf(source.kind))) yield notSupported(`${path}.kind`, source.kind, kinds);
    const address = textOf(source.diskURI);
    const managed = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
    const blob = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';
    if (source.kind === 'Managed' && !address.startsWith('/subscriptions/')) {
      yield notSupported(`${path}.diskURI`, address, [managed]);
    }
    if (source.kind !== 'Managed' && !address.startsWith('https://')) {
      yield notSupported(`${path}.diskURI`, address, [blob]);
    }
  }),
  vsphereVolume: needs('volumePath'),
  photonPersistentDisk: needs('pdID'),
  portworxVolume: needs('volumeID'),
  scaleIO: needs('gateway', 'system', 'volumeName'),
  storageos: function* (source, path) {
    const [name, namespace] = [textOf(source.volumeName), textOf(source.volumeNamespace)];
    if (name === '') yield required(`${path}.volumeName`);
    else yield* invalids(`${path}.volumeName`, name, isDns1123Label(name));
    if (namespace !== '') yield* invalids(`${path}.volumeNamespace`, namespace, isDns1123Label(namespace));
    if (isFields(source.secretRef)) yield* needs('name')(source.secretRef, `${path}.secretRef`);
  },
};

/**
 * One source is the volume's type, every other one too many; each in the order in which the server looks.
 * @param words for sources that the server calls otherwise where it forbids them
 */
export function* validateOneSource(
  owner: Fields,
  order: readonly string[],
  rules: Readonly<Record<string, SourceRule>>,
  path: string,
): Problems {
  const given = order.filter((type) => isFields(owner[type]));
  for (const [index, type] of given.entries()) {
    if (index > 0) {
      yield forbiddenField(`${path}.${misspelt[type] ?? type}`, 'may not specify more than 1 volume type');
    } else yield* rules[type]?.(fieldsOf(owner[type]), `${path}.${type}`) ?? [];
  }
  if (given.length === 0) yield required(path, 'must specify a volume type');
}

/** As the server writes them in this one place. */
const misspelt: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };
