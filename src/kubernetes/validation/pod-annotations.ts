import { invalidValue } from '../api/field-error.ts';
import { type Fields, own, rowsOf, textOf } from '../api/fields.ts';
import { validateDescendingPath } from './paths.ts';
import { largestInt32, type Problems } from './problems.ts';

const mirror = 'kubernetes.io/config.mirror';
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompContainer = 'container.seccomp.security.alpha.kubernetes.io/';

/**
 * Annotations that mean something, on a Pod or on a template.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations
 */
export function* validatePodAnnotations(annotations: Fields, spec: Fields, path: string): Problems {
  const mirrored = own(annotations, mirror);
  if (mirrored !== undefined && textOf(spec.nodeName) === '') {
    yield invalidValue(`${path}[${mirror}]`, mirrored, 'must set spec.nodeName if mirror pod annotation is set');
  }
  const cost = own(annotations, deletionCost);
  if (cost !== undefined) {
    const isNumber = /^(0|-?[1-9]\d*)$/.test(textOf(cost)) && Math.abs(Number(cost)) <= largestInt32 + 1;
    if (!isNumber) yield invalidValue(`${path}[${deletionCost}]`, cost, 'must be a 32bit integer');
  }
  for (const [key, value] of Object.entries(annotations)) {
    if (key === seccompPod || key.startsWith(seccompContainer)) yield* validateSeccomp(textOf(value), `${path}.${key}`);
  }
  for (const [key, value] of Object.entries(annotations)) {
    if (key.startsWith(appArmor)) yield* validateAppArmor(key, textOf(value), spec, `${path}[${key}]`);
  }
}

/** Source: ValidateSeccompProfile */
function* validateSeccomp(profile: string, path: string): Problems {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return;
  if (profile.startsWith('localhost/')) yield* validateDescendingPath(profile.slice('localhost/'.length), path);
  else yield invalidValue(path, profile, 'must be a valid seccomp profile');
}

/** Source: ValidateAppArmorPodAnnotations */
function* validateAppArmor(key: string, profile: string, spec: Fields, path: string): Problems {
  const container = key.slice(appArmor.length);
  const known = ['initContainers', 'containers', 'ephemeralContainers'].some((list) =>
    rowsOf(spec[list]).some(({ name }) => name === container),
  );
  if (!known) yield invalidValue(path, container, 'container not found');
  if (['', 'runtime/default', 'unconfined'].includes(profile) || profile.startsWith('localhost/')) return;
  yield invalidValue(path, profile, `invalid AppArmor profile name: "${profile}"`);
}
