import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, own, rowsOf, sameJson, textOf } from '../api/fields.ts';
import type { Manifest, PodSpec } from '../api/types.ts';
import { validateMetadataAndSpec } from './pod.ts';
import type { Problems } from './problems.ts';

const mirror = 'kubernetes.io/config.mirror';
const isMirror = (pod: Fields) => own(fieldsOf(fieldsOf(pod.metadata).annotations), mirror) !== undefined;

/** A path without a name is printed as an empty index. */
const whole = '[]';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate */
function* ephemeralContainers(pod: Fields, old: Fields): Problems {
  const [spec, before] = [fieldsOf(pod.spec), fieldsOf(old.spec)];
  if (isMirror(old)) {
    yield forbiddenField(whole, 'static pods do not support ephemeral containers');
    return;
  }
  yield* validateMetadataAndSpec(pod, spec);
  const now = rowsOf(spec.ephemeralContainers);
  for (const container of rowsOf(before.ephemeralContainers)) {
    const name = textOf(container.name);
    const same = now.find((other) => other.name === name);
    const path = 'spec.ephemeralContainers';
    if (same === undefined) yield forbiddenField(path, `existing ephemeral containers "${name}" may not be removed\n`);
    else if (!sameJson(same, container)) {
      yield forbiddenField(path, `existing ephemeral containers "${name}" may not be changed\n`);
    }
  }
}

/** Amounts can be changed, not taken away. Source: validateContainerResize */
function* resizedContainer(now: Fields, then: Fields, path: string): Problems {
  const [wanted, had] = [fieldsOf(now.resources), fieldsOf(then.resources)];
  for (const [field, word] of [
    ['requests', 'requests'],
    ['limits', 'limits'],
  ] as const) {
    const gone = Object.keys(fieldsOf(had[field])).some((name) => own(fieldsOf(wanted[field]), name) === undefined);
    if (gone) yield forbiddenField(`${path}.${field}`, `resource ${word} cannot be removed`);
  }
  const others = (resources: Fields, field: string) =>
    Object.fromEntries(
      Object.entries(fieldsOf(resources[field])).filter(([name]) => name !== 'cpu' && name !== 'memory'),
    );
  const foreign = ['requests', 'limits'].some((field) => !sameJson(others(wanted, field), others(had, field)));
  if (foreign) yield forbiddenField('spec', 'only cpu and memory resources are mutable');
}

/** Source: ValidatePodResize */
function* resize(pod: Fields, old: Fields, qosClass: (spec: PodSpec) => string): Problems {
  const [spec, before] = [fieldsOf(pod.spec), fieldsOf(old.spec)];
  const refused = isMirror(old)
    ? 'static pods cannot be resized'
    : fieldsOf(before.os).name === 'windows'
      ? 'windows pods cannot be resized'
      : undefined;
  if (refused !== undefined) {
    yield forbiddenField(whole, refused);
    return;
  }
  yield* validateMetadataAndSpec(pod, spec);
  const quality = qosClass(spec as unknown as PodSpec);
  if (quality !== textOf(fieldsOf(old.status).qosClass)) {
    yield invalidValue('spec', quality, 'Pod QOS Class may not change as a result of resizing');
  }
  for (const list of ['initContainers', 'containers']) {
    for (const [index, then] of rowsOf(before[list]).entries()) {
      const now = rowsOf(spec[list])[index] ?? {};
      if (list === 'initContainers' && then.restartPolicy !== 'Always') {
        if (!sameJson(now.resources, then.resources)) {
          yield forbiddenField('spec', 'resources for non-sidecar init containers are immutable');
        }
      } else yield* resizedContainer(now, then, `spec.${list}[${index}].resources`);
    }
  }
}

/** What is wrong with a write to a subresource of a Pod. */
export function validatePodSubresource(
  subresource: string,
  pod: Manifest,
  old: Manifest,
  qosClass: (spec: PodSpec) => string,
): readonly FieldError[] {
  if (subresource === 'ephemeralcontainers') return [...ephemeralContainers(pod, old)];
  return subresource === 'resize' ? [...resize(pod, old, qosClass)] : [];
}
