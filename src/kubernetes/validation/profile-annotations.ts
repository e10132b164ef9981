import { forbiddenField } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, own, textOf } from '../api/fields.ts';
import { containersWithPath } from './pod-containers.ts';
import type { Problems } from './problems.ts';

const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod';
const seccompContainer = 'container.seccomp.security.alpha.kubernetes.io/';
const appArmorContainer = 'container.apparmor.security.beta.kubernetes.io/';
const localhost = 'localhost/';

/**
 * Whether an old annotation says the same as the field that has taken its place.
 * Source: v1.35 pkg/apis/core/validation/validation.go validateSeccompAnnotationsAndFieldsMatch
 */
function* match(
  annotation: unknown,
  profile: Fields,
  path: string,
  word: string,
  byType: Readonly<Record<string, readonly string[]>>,
): Problems {
  if (annotation === undefined) return;
  const given = textOf(annotation);
  const different = forbiddenField(`${path}.type`, `${word} type in annotation and field must match`);
  if (profile.type !== 'Localhost') {
    const same = own(byType, textOf(profile.type));
    if (same !== undefined && !same.includes(given)) yield different;
  } else if (!given.startsWith(localhost)) yield different;
  else if (given.slice(localhost.length) !== profile.localhostProfile) {
    yield forbiddenField(`${path}.localhostProfile`, `${word} profile in annotation and field must match`);
  }
}

const seccompNames = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] };
const appArmorNames = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] };

/** Source: validateSeccompAnnotationsAndFields */
export function* validateSeccompAnnotations(annotations: Fields, spec: Fields, path: string): Problems {
  const shared = fieldsOf(spec.securityContext).seccompProfile;
  if (isFields(shared)) {
    const here = `${path}.securityContext.seccompProfile`;
    yield* match(own(annotations, seccompPod), shared, here, 'seccomp', seccompNames);
  }
  for (const { container, here } of containersWithPath(spec, path)) {
    const profile = fieldsOf(container.securityContext).seccompProfile;
    if (!isFields(profile)) continue;
    const annotation = own(annotations, `${seccompContainer}${textOf(container.name)}`);
    yield* match(annotation, profile, `${here}.securityContext.seccompProfile`, 'seccomp', seccompNames);
  }
}

/** Source: validateAppArmorAnnotationsAndFieldsMatchOnCreate */
export function* validateAppArmorAnnotations(annotations: Fields, spec: Fields, path: string): Problems {
  if (fieldsOf(spec.os).name === 'windows') return;
  const shared = fieldsOf(spec.securityContext).appArmorProfile;
  for (const { container, here } of containersWithPath(spec, path)) {
    const profile = fieldsOf(container.securityContext).appArmorProfile ?? shared;
    if (!isFields(profile)) continue;
    const annotation = own(annotations, `${appArmorContainer}${textOf(container.name)}`);
    yield* match(annotation, profile, `${here}.securityContext.appArmorProfile`, 'apparmor', appArmorNames);
  }
}
