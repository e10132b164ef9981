import { duplicate, invalidValue, notSupported, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Subdomain, isPathSegmentName } from '../api/names.ts';
import { validateObjectMeta } from './object-meta.ts';
import { invalids, oneOf, type Problems } from './problems.ts';
import { isPresent } from './shared-rules.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateCSIDriverName */
export function* validateDriverName(name: string, path: string): Problems {
  if (name === '') {
    yield required(path);
    return;
  }
  if (name.length > 63) yield tooLong(path, name, 63);
  yield* invalids(path, name, isDns1123Subdomain(name.toLowerCase()));
}

/** Source: v1.35 pkg/apis/storage/validation/validation.go ValidateCSIDriver */
export function* validateCsiDriver(driver: Fields): Problems {
  const spec = fieldsOf(driver.spec);
  yield* validateDriverName(textOf(fieldsOf(driver.metadata).name), 'name');
  for (const field of ['attachRequired', 'podInfoOnMount', 'storageCapacity']) {
    if (!isPresent(spec[field])) yield required(`spec.${field}`);
  }
  yield* oneOf('spec.fsGroupPolicy', spec.fsGroupPolicy, ['File', 'None', 'ReadWriteOnceWithFSType']);
  const audiences = new Set<string>();
  for (const [index, token] of rowsOf(spec.tokenRequests).entries()) {
    const audience = textOf(token.audience);
    const seconds = numberOf(token.expirationSeconds);
    const path = `spec.tokenRequests[${index}]`;
    if (audiences.has(audience)) yield duplicate(`${path}.audience`, audience);
    audiences.add(audience);
    if (seconds !== undefined && seconds < 600) {
      yield invalidValue(`${path}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes');
    }
  }
  const modes = ['Ephemeral', 'Persistent'];
  for (const mode of listOf(spec.volumeLifecycleModes)) {
    if (!modes.includes(textOf(mode))) yield notSupported('spec.volumeLifecycleModes', mode, modes);
  }
  yield* validateObjectMeta(driver.metadata, false, isPathSegmentName);
}
