import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { value as wholeUnits } from '../api/quantity.ts';
import { validateFieldRef, validateResourceFieldRef } from './environment.ts';
import { validateLocalPath, validatePathWithoutBacksteps } from './paths.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateVolumes */
export function* validateVolumes(volumes: readonly Fields[], path: string): Problems {
  const names = new Set<string>();
  for (const [index, volume] of volumes.entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(volume.name);
    yield* validateSource(volume, here);
    if (name === '') yield required(`${here}.name`);
    else yield* invalids(`${here}.name`, name, isDns1123Label(name));
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    names.add(name);
  }
}

/** In the order in which the server looks at them: the first one given is the volume's type. */
const order =
  'emptyDir hostPath gitRepo gcePersistentDisk awsElasticBlockStore secret nfs iscsi glusterfs persistentVolumeClaim rbd cinder cephfs flocker downwardAPI fc flexVolume configMap azureFile vsphereVolume photonPersistentDisk portworxVolume azureDisk storageos projected scaleIO csi ephemeral image'.split(
    ' ',
  );

type Rule = (source: Fields, path: string) => Problems;

function* validateSource(volume: Fields, path: string): Problems {
  const given = order.filter((type) => isFields(volume[type]));
  for (const [index, type] of given.entries()) {
    if (index > 0) yield forbiddenField(`${path}.${type}`, 'may not specify more than 1 volume type');
    else yield* rules[type]?.(fieldsOf(volume[type]), `${path}.${type}`) ?? [];
  }
  if (given.length === 0) yield required(path, 'must specify a volume type');
}

const needs = (...fields: readonly string[]): Rule =>
  function* (source, path) {
    for (const field of fields) if (textOf(source[field]) === '') yield required(`${path}.${field}`);
  };

const rules: Readonly<Record<string, Rule>> = {
  emptyDir: function* (source, path) {
    const limit = source.sizeLimit;
    if ((typeof limit === 'string' || typeof limit === 'number') && wholeUnits(limit) < 0) {
      yield forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
    }
  },
  hostPath: function* (source, path) {
    if (textOf(source.path) === '') {
      yield required(`${path}.path`);
      return;
    }
    yield* validatePathWithoutBacksteps(textOf(source.path), `${path}.path`);
    const types = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'];
    if (typeof source.type === 'string' && !types.includes(source.type)) {
      yield notSupported(`${path}.type`, source.type, types);
    }
  },
  gitRepo: needs('repository'),
  secret: function* (source, path) {
    yield* needs('secretName')(source, path);
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    yield* validateItems(source.items, `${path}.items`);
  },
  configMap: function* (source, path) {
    yield* needs('name')(source, path);
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    yield* validateItems(source.items, `${path}.items`);
  },
  nfs: function* (source, path) {
    yield* needs('server', 'path')(source, path);
    const folder = textOf(source.path);
    if (folder !== '' && !folder.startsWith('/'))
      yield invalidValue(`${path}.path`, folder, 'must be an absolute path');
  },
  persistentVolumeClaim: needs('claimName'),
  downwardAPI: function* (source, path) {
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    for (const file of rowsOf(source.items)) yield* validateDownwardFile(file, path);
  },
  csi: needs('driver'),
  ephemeral: function* (source, path) {
    if (!isFields(source.volumeClaimTemplate)) yield required(`${path}.volumeClaimTemplate`);
  },
  image: needs('reference'),
  projected: function* (source, path) {
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    yield* validateProjections(source, path);
  },
};

function* validateMode(mode: unknown, path: string): Problems {
  if (typeof mode === 'number' && (mode < 0 || mode > 0o777)) {
    yield invalidValue(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
  }
}

/** Items of a list that is checked one by one. Source: validateKeyToPath */
function* validateItems(items: unknown, path: string): Problems {
  for (const [index, item] of rowsOf(items).entries()) {
    const here = `${path}[${index}]`;
    if (textOf(item.key) === '') yield required(`${here}.key`);
    if (textOf(item.path) === '') yield required(`${here}.path`);
    yield* validateLocalPath(textOf(item.path), `${here}.path`);
    yield* validateMode(item.mode, `${here}.mode`);
  }
}

function* validateDownwardFile(file: Fields, path: string): Problems {
  if (textOf(file.path) === '') yield required(`${path}.path`);
  yield* validateLocalPath(textOf(file.path), `${path}.path`);
  if (isFields(file.fieldRef)) {
    yield* validateFieldRef(file.fieldRef, `${path}.fieldRef`);
    if (isFields(file.resourceFieldRef)) {
      yield invalidValue(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously');
    }
  } else if (isFields(file.resourceFieldRef)) {
    yield* validateResourceFieldRef(file.resourceFieldRef, `${path}.resourceFieldRef`);
  } else yield required(path, 'one of fieldRef and resourceFieldRef is required');
  yield* validateMode(file.mode, `${path}.mode`);
}

const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'];

/** Source: validateProjectionSources */
function* validateProjections({ sources }: Fields, path: string): Problems {
  const paths = new Set<string>();
  for (const [index, source] of rowsOf(sources).entries()) {
    const here = `${path}.sources[${index}]`;
    const given = kinds.filter((kind) => isFields(source[kind]));
    for (const [place, kind] of given.entries()) {
      const value = fieldsOf(source[kind]);
      if (place > 0) {
        yield forbiddenField(`${here}.${kind}`, 'may not specify more than 1 volume type per source');
        continue;
      }
      yield* validateProjection(kind, value, `${here}.${kind}`);
      const files = [...rowsOf(value.items), ...(textOf(value.path) === '' ? [] : [value])];
      for (const file of files) {
        const name = textOf(file.path);
        if (paths.has(name)) yield invalidValue(here, name, 'conflicting duplicate paths');
        paths.add(name);
      }
    }
    if (given.length === 0) yield required(here, kinds.map((kind) => `\`${kind}\``).join(', '));
  }
}

function* validateProjection(kind: string, source: Fields, path: string): Problems {
  if (kind === 'secret' || kind === 'configMap') {
    if (textOf(source.name) === '') yield required(`${path}.name`);
    yield* validateItems(source.items, `${path}.items`);
  } else if (kind === 'downwardAPI') {
    for (const file of rowsOf(source.items)) yield* validateDownwardFile(file, path);
  } else if (kind === 'serviceAccountToken') {
    const seconds = numberOf(source.expirationSeconds) ?? 3600;
    const field = `${path}.expirationSeconds`;
    if (seconds < 600) yield invalidValue(field, seconds, 'may not specify a duration less than 10 minutes');
    if (seconds > 2 ** 32) yield invalidValue(field, seconds, 'may not specify a duration larger than 2^32 seconds');
    if (textOf(source.path) === '') yield required(`${path}.path`);
    else yield* validateLocalPath(textOf(source.path), `${path}.path`);
  }
}

/** Names of the volumes that a container may mount. */
export const volumeNames = (spec: Fields): ReadonlySet<string> =>
  new Set(listOf(spec.volumes).map((volume) => textOf(fieldsOf(volume).name)));
