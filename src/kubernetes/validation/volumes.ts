import { duplicate, forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain } from '../api/names.ts';
import { compareQuantities } from '../api/quantity.ts';
import { validateDriverName } from './csi-driver.ts';
import { validateFieldRef, validateResourceFieldRef } from './environment.ts';
import { goValue } from './go-value.ts';
import { validateAnnotations, validateLabels } from './object-meta.ts';
import { validateLocalPath } from './paths.ts';
import { validateClaimSpec } from './persistent-volume-claim.ts';
import { invalids, oneOf, type Problems } from './problems.ts';
import { needs, type SourceRule, sharedSources, validateOneSource } from './volume-source-rules.ts';

/**
 * Volumes in which nothing is wrong go into `sound`: only those can be mounted.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidateVolumes
 * @param pod name of the Pod, empty for one without a name, undefined for a template
 */
export function* validateVolumes(
  volumes: readonly Fields[],
  path: string,
  sound: Map<string, Fields>,
  pod: string | undefined,
): Problems {
  const claims = new Set(
    volumes.filter(({ ephemeral }) => isFields(ephemeral)).map(({ name }) => `${pod}-${textOf(name)}`),
  );
  for (const [index, volume] of volumes.entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(volume.name);
    const found = [...validateVolume(volume, here, pod)];
    if (sound.has(name)) found.push(duplicate(`${here}.name`, name));
    if (found.length === 0) sound.set(name, volume);
    yield* found;
    const claim = textOf(fieldsOf(volume.persistentVolumeClaim).claimName);
    if (isNamed(pod) && claims.has(claim)) {
      const why = 'must not reference a PVC that gets created for an ephemeral volume';
      yield invalidValue(`${here}.persistentVolumeClaim.claimName`, claim, why);
    }
  }
}

const isNamed = (pod: string | undefined): boolean => pod !== undefined && pod !== '';

function* validateVolume(volume: Fields, path: string, pod: string | undefined): Problems {
  const name = textOf(volume.name);
  yield* validateOneSource(volume, order, pod === undefined ? rules : { ...rules, image: imageOfPod }, path);
  const portal = `${name}:${textOf(fieldsOf(volume.iscsi).targetPortal)}`;
  if (typeof fieldsOf(volume.iscsi).initiatorName === 'string' && portal.length > 64) {
    yield invalidValue(`${path}.name`, name, longPortal);
  }
  if (isFields(volume.ephemeral) && isNamed(pod) && name !== '') {
    const claim = `${pod}-${name}`;
    for (const why of isDns1123Subdomain(claim))
      yield invalidValue(`${path}.name`, name, `PVC name "${claim}": ${why}`);
  }
  if (name === '') yield required(`${path}.name`);
  else yield* invalids(`${path}.name`, name, isDns1123Label(name));
}

/** In the order in which the server looks at them: the first one given is the volume's type. */
const order =
  'emptyDir hostPath gitRepo gcePersistentDisk awsElasticBlockStore secret nfs iscsi glusterfs flocker persistentVolumeClaim rbd cinder cephfs quobyte downwardAPI fc flexVolume configMap azureFile vsphereVolume photonPersistentDisk portworxVolume azureDisk storageos projected scaleIO csi ephemeral image'.split(
    ' ',
  );

const rules: Readonly<Record<string, SourceRule>> = {
  ...sharedSources,
  emptyDir: function* (source, path) {
    const limit = source.sizeLimit;
    if ((typeof limit === 'string' || typeof limit === 'number') && compareQuantities(limit, 0) < 0) {
      yield forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
    }
  },
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
  persistentVolumeClaim: needs('claimName'),
  downwardAPI: function* (source, path) {
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    for (const file of rowsOf(source.items)) yield* validateDownwardFile(file, path);
  },
  csi: function* (source, path) {
    yield* validateDriverName(textOf(source.driver), `${path}.driver`);
    if (!isFields(source.nodePublishSecretRef)) return;
    const name = textOf(source.nodePublishSecretRef.name);
    if (name === '') yield required(`${path}.nodePublishSecretRef.name`);
    // The path leaves out whose name it is.
    else yield* invalids(`${path}.name`, name, isDns1123Subdomain(name));
  },
  ephemeral: function* (source, path) {
    const template = source.volumeClaimTemplate;
    const here = `${path}.volumeClaimTemplate`;
    if (!isFields(template)) {
      yield required(here);
      return;
    }
    const metadata = fieldsOf(template.metadata);
    yield* validateAnnotations(metadata.annotations, `${here}.metadata.annotations`);
    yield* validateLabels(metadata.labels, `${here}.metadata.labels`);
    for (const field of Object.keys(metadata)) {
      if (field !== 'annotations' && field !== 'labels')
        yield forbiddenField(`${here}.metadata.${field}`, 'cannot be set');
    }
    yield* validateClaimSpec(fieldsOf(template.spec), `${here}.spec`);
  },
  image: function* (source, path) {
    yield* validatePullPolicy(source.pullPolicy, `${path}.pullPolicy`);
  },
  projected: function* (source, path) {
    yield* validateMode(source.defaultMode, `${path}.defaultMode`);
    yield* validateProjections(source, path);
  },
};

export const longPortal =
  'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';

/** In a template the reference may come later. Source: validateImageVolumeSource */
const imageOfPod: SourceRule = function* (source, path) {
  yield* needs('reference')(source, path);
  yield* validatePullPolicy(source.pullPolicy, `${path}.pullPolicy`);
};

function* validatePullPolicy(policy: unknown, path: string): Problems {
  if (textOf(policy) === '') yield required(path);
  else yield* oneOf(path, policy, ['Always', 'IfNotPresent', 'Never']);
}

function* validateMode(mode: unknown, path: string): Problems {
  if (typeof mode === 'number' && (mode < 0 || mode > 0o777)) {
    yield invalidValue(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
  }
}

function* validateItems(items: unknown, path: string): Problems {
  for (const [index, item] of rowsOf(items).entries()) yield* validateItem(item, `${path}[${index}]`);
}

/** Source: validateKeyToPath */
function* validateItem(item: Fields, path: string): Problems {
  if (textOf(item.key) === '') yield required(`${path}.key`);
  if (textOf(item.path) === '') yield required(`${path}.path`);
  yield* validateLocalPath(textOf(item.path), `${path}.path`);
  yield* validateMode(item.mode, `${path}.mode`);
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
  const taken = function* (file: string, value: string): Problems {
    if (file === '') return;
    if (paths.has(file)) yield invalidValue(path, value, 'conflicting duplicate paths');
    paths.add(file);
  };
  for (const [index, source] of rowsOf(sources).entries()) {
    const here = `${path}.sources[${index}]`;
    const given = kinds.filter((kind) => isFields(source[kind]));
    for (const kind of given) yield* validateProjection(kind, fieldsOf(source[kind]), path, `${here}.${kind}`, taken);
    if (given.length > 1) yield forbiddenField(here, 'may not specify more than 1 volume type per source');
  }
}

function* validateProjection(
  kind: string,
  source: Fields,
  volume: string,
  path: string,
  taken: (file: string, value: string) => Problems,
): Problems {
  const file = textOf(source.path);
  if (kind === 'secret' || kind === 'configMap') {
    const name = textOf(source.name);
    if (name === '') yield required(`${path}.name`);
    for (const [index, item] of rowsOf(source.items).entries()) {
      yield* validateItem(item, `${path}.items[${index}]`);
      yield* taken(textOf(item.path), name);
    }
  } else if (kind === 'downwardAPI') {
    for (const item of rowsOf(source.items)) {
      yield* validateDownwardFile(item, path);
      yield* taken(textOf(item.path), textOf(item.path));
    }
  } else if (kind === 'serviceAccountToken') {
    const seconds = numberOf(source.expirationSeconds) ?? 3600;
    const field = `${path}.expirationSeconds`;
    if (seconds < 600) yield invalidValue(field, seconds, 'may not specify a duration less than 10 minutes');
    if (seconds > 2 ** 32) yield invalidValue(field, seconds, 'may not specify a duration larger than 2^32 seconds');
    // The path is said to be the volume's.
    if (file === '') yield required(`${volume}.path`);
    else yield* validateLocalPath(file, `${volume}.path`);
  } else if (kind === 'clusterTrustBundle') {
    const [byName, bySigner] = [source.name !== undefined, source.signerName !== undefined];
    if (byName && bySigner) {
      yield invalidValue(
        path,
        goValue(source, 'v1.ClusterTrustBundleProjection'),
        'only one of name and signerName may be used',
      );
    } else if (!byName && !bySigner) yield required(path, 'either name or signerName must be specified');
    if (file === '') yield required(`${path}.path`);
    yield* validateLocalPath(file, `${path}.path`);
    yield* taken(file, file);
  }
}
