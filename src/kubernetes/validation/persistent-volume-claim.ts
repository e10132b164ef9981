import { invalidValue, required } from '../api/field-error.ts';
import { at, type Fields, fieldsOf, isFields, listOf, sameJson, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain } from '../api/names.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';
import { validateAccessModes } from './access-modes.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaim */
export function* validatePersistentVolumeClaim(claim: Fields): Problems {
  yield* validateObjectMeta(claim.metadata, true, subdomainName);
  yield* validateClaimSpec(fieldsOf(claim.spec), 'spec');
}

/** Also the spec of a template for claims. Source: ValidatePersistentVolumeClaimSpec */
export function* validateClaimSpec(spec: Fields, path: string): Problems {
  const modes = listOf(spec.accessModes);
  if (modes.length === 0) yield required(`${path}.accessModes`, 'at least 1 access mode is required');
  yield* validateLabelSelector(spec.selector, `${path}.selector`);
  yield* validateAccessModes(modes, `${path}.accessModes`);
  yield* validateStorage(at(spec, 'resources', 'requests', 'storage'), `${path}.resources[storage]`);
  const name = textOf(spec.storageClassName);
  if (name !== '') yield* invalids(`${path}.storageClassName`, name, isDns1123Subdomain(name));
  yield* oneOf(`${path}.volumeMode`, spec.volumeMode, ['Block', 'Filesystem']);
  for (const field of ['dataSource', 'dataSourceRef']) {
    if (isFields(spec[field])) yield* validateDataSource(spec[field], `${path}.${field}`);
  }
  if (isFields(spec.dataSource) && isFields(spec.dataSourceRef)) {
    const { namespace, ...reference } = spec.dataSourceRef;
    const foreign = textOf(namespace) !== '';
    // The server puts the path where the value should stand.
    const printed = {};
    if (foreign) yield invalidValue(path, printed, 'may not be specified when dataSourceRef.namespace is specified');
    else if (!sameJson(spec.dataSource, reference)) yield invalidValue(path, printed, 'must match dataSourceRef');
  }
  const attributes = textOf(spec.volumeAttributesClassName);
  if (attributes !== '') {
    yield* invalids(`${path}.volumeAttributesClassName`, attributes, isDns1123Subdomain(attributes));
  }
}

function* validateStorage(amount: unknown, path: string): Problems {
  if (amount === undefined) {
    yield required(path);
    return;
  }
  const size = canonicalQuantity(String(amount));
  if (compareQuantities(size, 0) <= 0) yield invalidValue(path, size, 'must be greater than zero');
}

function* validateDataSource(source: Fields, path: string): Problems {
  const [kind, group] = [textOf(source.kind), textOf(source.apiGroup)];
  if (textOf(source.name) === '') yield required(`${path}.name`);
  if (kind === '') yield required(`${path}.kind`);
  if (group === '' && kind !== 'PersistentVolumeClaim') {
    yield invalidValue(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
  }
  if (group !== '') yield* invalids(`${path}.apiGroup`, group, isDns1123Subdomain(group));
  const namespace = textOf(source.namespace);
  if (namespace !== '') yield* invalids(`${path}.namespace`, namespace, isDns1123Label(namespace));
}
