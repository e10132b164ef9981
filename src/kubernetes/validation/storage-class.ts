import { duplicate, invalidValue, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isQualifiedName } from '../api/names.ts';
import { bytesOf, subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';
import { entriesOf } from './shared-rules.ts';

/** All parameters together, in bytes, and how many there may be. */
const mostBytes = 256 * 1024;
const mostParameters = 512;

/** Source: v1.35 pkg/apis/storage/validation/validation.go ValidateStorageClass */
export function* validateStorageClass(storage: Fields): Problems {
  const provisioner = textOf(storage.provisioner);
  yield* validateObjectMeta(storage.metadata, false, subdomainName);
  if (provisioner === '') yield required('provisioner');
  else yield* invalids('provisioner', provisioner, isQualifiedName(provisioner.toLowerCase()));
  yield* validateParameters(storage.parameters, 'parameters');
  yield* oneOf('reclaimPolicy', storage.reclaimPolicy, ['Delete', 'Retain']);
  const mode = storage.volumeBindingMode;
  if (mode === undefined || mode === null) yield required('volumeBindingMode');
  else yield* oneOf('volumeBindingMode', mode, ['Immediate', 'WaitForFirstConsumer']);
  yield* validateTopologies(storage.allowedTopologies, 'allowedTopologies');
}

function* validateParameters(given: unknown, path: string): Problems {
  const parameters = entriesOf(given);
  if (parameters.length > mostParameters) {
    yield tooLong(path, '', mostParameters);
    return;
  }
  if (parameters.some(([key]) => key === '')) yield invalidValue(path, '', 'field can not be empty.');
  const size = parameters.reduce((sum, [key, value]) => sum + bytesOf(key) + bytesOf(String(value)), 0);
  if (size > mostBytes) yield tooLong(path, '', mostBytes);
}

function* validateTopologies(terms: unknown, path: string): Problems {
  const seen = new Set<string>();
  for (const [index, term] of rowsOf(terms).entries()) {
    const here = `${path}[${index}]`;
    const keys = new Set<string>();
    for (const [place, expression] of rowsOf(term.matchLabelExpressions).entries()) {
      const at = `${here}.matchLabelExpressions[${place}]`;
      const [key, values] = [textOf(expression.key), listOf(expression.values).map(textOf)];
      if (values.length === 0) yield required(`${at}.values`);
      for (const [i, value] of values.entries()) {
        if (values.indexOf(value) < i) yield duplicate(`${at}.values[${i}]`, value);
      }
      yield* invalids(`${at}.key`, key, isQualifiedName(key));
      if (keys.has(key)) yield duplicate(`${at}.key`, key);
      keys.add(key);
    }
    const whole = JSON.stringify(
      rowsOf(term.matchLabelExpressions).map(({ key, values }) => [key, [...listOf(values)].sort()]),
    );
    if (seen.has(whole)) yield duplicate(`${here}.matchLabelExpressions`, '');
    seen.add(whole);
  }
}

/** Source: ValidateVolumeAttributesClass */
export function* validateVolumeAttributesClass(attributes: Fields): Problems {
  const driver = textOf(attributes.driverName);
  yield* validateObjectMeta(attributes.metadata, false, subdomainName);
  if (driver === '') yield required('driverName');
  else yield* invalids('driverName', driver, isQualifiedName(driver.toLowerCase()));
  if (Object.keys(fieldsOf(attributes.parameters)).length === 0) {
    yield required('parameters', 'must contain at least one key/value pair');
  } else yield* validateParameters(attributes.parameters, 'parameters');
}
