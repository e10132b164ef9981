import { duplicate } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { subdomainName, validateLabels, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { validateResources } from './resources.ts';
import { validateTolerations } from './tolerations.ts';

/** Source: v1.35 pkg/apis/node/validation/validation.go ValidateRuntimeClass */
export function* validateRuntimeClass(runtime: Fields): Problems {
  const handler = textOf(runtime.handler);
  yield* validateObjectMeta(runtime.metadata, false, subdomainName);
  yield* invalids('handler', handler, isDns1123Label(handler));
  if (isFields(runtime.overhead)) {
    yield* validateResources({ limits: fieldsOf(runtime.overhead.podFixed) }, 'overhead.podFixed');
  }
  if (!isFields(runtime.scheduling)) return;
  const { nodeSelector, tolerations } = runtime.scheduling;
  yield* validateLabels(nodeSelector, 'scheduling.nodeSelector');
  const given = rowsOf(tolerations);
  for (const [index, toleration] of given.entries()) {
    const path = `scheduling.tolerations`;
    yield* validateTolerations([toleration], path);
    const again = given.slice(0, index).some((other) => sameJson(other, toleration));
    if (again) yield duplicate(`${path}[${index}]`, toleration);
  }
}
