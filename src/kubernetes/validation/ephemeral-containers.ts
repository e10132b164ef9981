import { duplicate, forbiddenField, invalidValue, notFoundField } from '../api/field-error.ts';
import { type Fields, rowsOf, textOf } from '../api/fields.ts';
import { type Surroundings, validateCommon } from './containers.ts';
import type { Problems } from './problems.ts';

/** What a container for looking around may not have, in the order of its Go struct. */
const foreign = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Source: v1.35 pkg/apis/core/validation/validation.go validateEphemeralContainers */
export function* validateEphemeralContainers(spec: Fields, around: Surroundings, path: string): Problems {
  const others = new Set([...rowsOf(spec.containers), ...rowsOf(spec.initContainers)].map(({ name }) => textOf(name)));
  const names = new Set(others);
  for (const [index, container] of rowsOf(spec.ephemeralContainers).entries()) {
    const here = `${path}[${index}]`;
    const [name, target, image] = [container.name, container.targetContainerName, container.image].map(textOf);
    yield* validateCommon(container, around, here);
    if (image !== image?.trim())
      yield invalidValue(`${here}.image`, image, 'must not have leading or trailing whitespace');
    if (names.has(name ?? '')) yield duplicate(`${here}.name`, name);
    names.add(name ?? '');
    if (target !== '' && !others.has(target ?? '')) yield notFoundField(`${here}.targetContainerName`, target);
    for (const field of foreign) {
      if (!isEmpty(container[field]))
        yield forbiddenField(`${here}.${field}`, 'cannot be set for an Ephemeral Container');
    }
    for (const [place, mount] of rowsOf(container.volumeMounts).entries()) {
      for (const field of ['subPath', 'subPathExpr']) {
        if (textOf(mount[field]) === '') continue;
        yield forbiddenField(`${here}.volumeMounts[${place}].${field}`, 'cannot be set for an Ephemeral Container');
      }
    }
  }
}
