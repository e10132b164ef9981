import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain } from '../api/names.ts';
import { canonicalQuantity, compareQuantities, value as wholeUnits } from '../api/quantity.ts';
import { validateAccessModes } from './access-modes.ts';
import { validateNodeSelector } from './affinity.ts';
import { validateDriverName } from './csi-driver.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePathWithoutBacksteps } from './paths.ts';
import { sourceTypes } from './persistent-volume-source.ts';
import { invalids, oneOf, type Problems, rangeText } from './problems.ts';
import { entriesOf } from './shared-rules.ts';
import { iscsiName, needs, type SourceRule, sharedSources, validateOneSource } from './volume-source-rules.ts';

const secretRefs = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
];

/** A secret is in a Namespace, which a PersistentVolume is not. */
const withSecretNamespace = (rule: SourceRule | undefined): SourceRule =>
  function* (source, path) {
    yield* rule?.(source, path) ?? [];
    if (isFields(source.secretRef)) yield* needs('namespace')(source.secretRef, `${path}.secretRef`);
  };

const malformed = 'must be valid format';

const sources: Readonly<Record<string, SourceRule>> = {
  ...sharedSources,
  cinder: withSecretNamespace(sharedSources.cinder),
  storageos: withSecretNamespace(sharedSources.storageos),
  glusterfs: function* (source, path) {
    yield* needs('endpoints', 'path')(source, path);
    const namespace = source.endpointsNamespace;
    if (typeof namespace !== 'string') return;
    const field = `${path}.endpointsNamespace`;
    const why = 'if the endpointnamespace is set, it must be a valid namespace name';
    if (namespace === '') yield invalidValue(field, namespace, why);
    else yield* invalids(field, namespace, isDns1123Label(namespace));
  },
  azureFile: function* (source, path) {
    yield* needs('secretName', 'shareName')(source, path);
    if (source.secretNamespace === '') yield required(`${path}.secretNamespace`);
  },
  iscsi: function* (source, path) {
    yield* needs('targetPortal', 'iqn')(source, path);
    const iqn = textOf(source.iqn);
    if (iqn !== '') yield* iscsiName(iqn, `${path}.iqn`, malformed);
    const lun = numberOf(source.lun) ?? 0;
    if (lun < 0 || lun > 255) yield invalidValue(`${path}.lun`, lun, rangeText(0, 255));
    const authenticated = source.chapAuthDiscovery === true || source.chapAuthSession === true;
    if (authenticated && !isFields(source.secretRef)) yield required(`${path}.secretRef`);
    if (isFields(source.secretRef)) yield* needs('name')(source.secretRef, `${path}.secretRef`);
    if (typeof source.initiatorName === 'string')
      yield* iscsiName(source.initiatorName, `${path}.initiatorname`, malformed);
  },
  local: function* (source, path) {
    yield* needs('path')(source, path);
    if (textOf(source.path) !== '') yield* validatePathWithoutBacksteps(textOf(source.path), `${path}.path`);
  },
  csi: function* (source, path) {
    yield* validateDriverName(textOf(source.driver), `${path}.driver`);
    yield* needs('volumeHandle')(source, path);
    for (const field of secretRefs) {
      if (isFields(source[field])) yield* validateSecretReference(source[field], `${path}.${field}`);
    }
  },
};

function* validateSecretReference({ name, namespace }: Fields, path: string): Problems {
  if (textOf(name) === '') yield required(`${path}.name`);
  else yield* invalids(`${path}.name`, name, isDns1123Subdomain(textOf(name)));
  if (textOf(namespace) === '') yield required(`${path}.namespace`);
  else yield* invalids(`${path}.namespace`, namespace, isDns1123Label(textOf(namespace)));
}

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePersistentVolumeSpec */
export function* validatePersistentVolume(volume: Fields): Problems {
  const spec = fieldsOf(volume.spec);
  const modes = listOf(spec.accessModes);
  yield* validateObjectMeta(volume.metadata, false, subdomainName);
  if (modes.length === 0) yield required('spec.accessModes');
  yield* validateAccessModes(modes, 'spec.accessModes');
  yield* validateCapacity(spec.capacity, 'spec.capacity');
  const policies = ['Delete', 'Recycle', 'Retain'];
  yield* oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, policies);
  yield* validateNodeAffinity(spec.nodeAffinity, 'spec.nodeAffinity');
  yield* validateOneSource(spec, sourceTypes, sources, 'spec');
  if (isFields(spec.local) && !isFields(fieldsOf(spec.nodeAffinity).required)) {
    yield required('spec.nodeAffinity', 'Local volume requires node affinity');
  }
  if (/^\/+$/.test(textOf(fieldsOf(spec.hostPath).path)) && spec.persistentVolumeReclaimPolicy === 'Recycle') {
    yield forbiddenField('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'");
  }
  const name = textOf(spec.storageClassName);
  if (name !== '') yield* invalids('spec.storageClassName', name, isDns1123Subdomain(name));
  yield* oneOf('spec.volumeMode', spec.volumeMode, ['Block', 'Filesystem']);
  const attributes = spec.volumeAttributesClassName;
  if (typeof attributes !== 'string') return;
  const field = 'spec.volumeAttributesClassName';
  if (attributes === '') yield required(field, 'an empty string is disallowed');
  else yield* invalids(field, attributes, isDns1123Subdomain(attributes));
  if (!isFields(spec.csi)) yield required('spec.csi', 'has to be specified when using volumeAttributesClassName');
}

function* validateCapacity(given: unknown, path: string): Problems {
  const amounts = entriesOf(given);
  if (amounts.length === 0) yield required(path);
  if (amounts.length !== 1 || amounts[0]?.[0] !== 'storage') {
    yield notSupported(path, amounts.length === 0 ? null : Object.fromEntries(amounts), ['storage']);
  }
  for (const [name, amount] of amounts) {
    const size = canonicalQuantity(String(amount));
    const units = wholeUnits(size);
    if (units < 0) yield invalidValue(`${path}[${name}]`, units, 'must be a valid resource quantity');
    if (compareQuantities(size, 0) <= 0) yield invalidValue(`${path}[${name}]`, size, 'must be greater than zero');
  }
}

/** Source: validateVolumeNodeAffinity */
function* validateNodeAffinity(affinity: unknown, path: string): Problems {
  if (!isFields(affinity)) return;
  if (isFields(affinity.required)) yield* validateNodeSelector(affinity.required, `${path}.required`);
  else yield required(`${path}.required`, 'must specify required node constraints');
}
