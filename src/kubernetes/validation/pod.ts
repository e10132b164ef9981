import { forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, own, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodAnnotations } from './pod-annotations.ts';
import { validatePodSpec } from './pod-spec.ts';
import { largestInt32, type Problems, within } from './problems.ts';
import { validateAppArmorAnnotations, validateSeccompAnnotations } from './profile-annotations.ts';
import type { UpdateRules } from './validate.ts';

const mirror = 'kubernetes.io/config.mirror';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodCreate, validatePodMetadataAndSpec */
export function* validatePod(pod: Fields): Problems {
  const spec = fieldsOf(pod.spec);
  yield* validateMetadataAndSpec(pod, spec);
  if (listOf(spec.ephemeralContainers).length > 0)
    yield forbiddenField('spec.ephemeralContainers', 'cannot be set on create');
  if (textOf(spec.nodeName) !== '' && listOf(spec.schedulingGates).length > 0) {
    yield forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
  }
  const annotations = fieldsOf(fieldsOf(pod.metadata).annotations);
  yield* validateSeccompAnnotations(annotations, spec, 'spec');
  yield* validateAppArmorAnnotations(annotations, spec, 'spec');
}

/** What holds for a new and for a changed Pod. Source: validatePodMetadataAndSpec */
export function* validateMetadataAndSpec(pod: Fields, spec: Fields): Problems {
  const metadata = fieldsOf(pod.metadata);
  yield* validateObjectMeta(metadata, true, subdomainName);
  yield* validatePodAnnotations(fieldsOf(metadata.annotations), spec, 'metadata.annotations');
  yield* validatePodSpec(spec, 'spec', textOf(metadata.name));
  if (textOf(spec.serviceAccountName) === '') yield* tokensWithoutAccount(spec);
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of rowsOf(spec[list]).entries()) {
      const image = textOf(container.image);
      if (image === image.trim()) continue;
      yield invalidValue(`spec.${list}[${index}].image`, image, 'must not have leading or trailing whitespace');
    }
  }
}

function* tokensWithoutAccount(spec: Fields): Problems {
  for (const [index, volume] of rowsOf(spec.volumes).entries()) {
    for (const [place, source] of rowsOf(fieldsOf(volume.projected).sources).entries()) {
      if (!isFields(source.serviceAccountToken)) continue;
      const path = `spec.volumes[${index}].projected.sources[${place}].serviceAccountToken`;
      yield forbiddenField(path, 'must not be specified when serviceAccountName is not set');
    }
  }
}

const mayChange =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/**
 * Nearly all of a Pod's spec stays as it is. Source: ValidatePodUpdate
 * @param change what the server says below its refusal: the lines that differ
 */
export const podUpdate = (change: (before: Fields, after: Fields) => string): UpdateRules =>
  function* (pod, old) {
    const [spec, before] = [fieldsOf(pod.spec), fieldsOf(old.spec)];
    yield* validateMetadataAndSpec(pod, spec);
    yield* validateAnnotationUpdates(
      fieldsOf(fieldsOf(pod.metadata).annotations),
      fieldsOf(fieldsOf(old.metadata).annotations),
    );
    for (const list of ['containers', 'initContainers']) {
      const [now, then] = [rowsOf(spec[list]), rowsOf(before[list])];
      if (now.length !== then.length) {
        yield forbiddenField(`spec.${list}`, 'pod updates may not add or remove containers');
        return;
      }
      for (const [index, { image }] of now.entries())
        if (textOf(image) === '') yield required(`spec.${list}[${index}].image`);
    }
    const late = [...validateDeadline(spec, before)];
    yield* late;
    if (late.length > 0 && spec.activeDeadlineSeconds !== undefined) return;
    yield* validateAddedTolerations(spec, before);
    yield* validateRemovedGates(spec, before);
    const after = withWhatMayChange(spec, before);
    if (!sameJson(after, before)) yield forbiddenField('spec', `${mayChange}\n${change(before, after)}`);
  };

function* validateDeadline(spec: Fields, before: Fields): Problems {
  const [now, then] = [spec.activeDeadlineSeconds, before.activeDeadlineSeconds];
  const path = 'spec.activeDeadlineSeconds';
  if (typeof now === 'number') {
    yield* within(path, now, 0, largestInt32);
    if (typeof then === 'number' && then < now) {
      yield invalidValue(path, now, 'must be less than or equal to previous value');
    }
  } else if (then !== undefined) yield invalidValue(path, null, 'must not update from a positive integer to nil value');
}

/** Source: ValidatePodSpecificAnnotationUpdates */
function* validateAnnotationUpdates(annotations: Fields, before: Fields): Problems {
  const path = (key: string) => `metadata.annotations[${key}]`;
  const isAppArmor = (key: string) => key.startsWith('container.apparmor.security.beta.kubernetes.io/');
  for (const [key, value] of Object.entries(before)) {
    if (own(annotations, key) === value) continue;
    if (isAppArmor(key)) yield forbiddenField(path(key), 'may not remove or update AppArmor annotations');
    if (key === mirror) yield forbiddenField(path(key), 'may not remove or update mirror pod annotation');
  }
  for (const key of Object.keys(annotations)) {
    if (own(before, key) !== undefined) continue;
    if (isAppArmor(key)) yield forbiddenField(path(key), 'may not add AppArmor annotations');
    if (key === mirror) yield forbiddenField(path(key), 'may not add mirror pod annotation');
  }
}

/** Source: validateOnlyDeletedSchedulingGates */
function* validateRemovedGates(spec: Fields, before: Fields): Problems {
  const known = new Set(rowsOf(before.schedulingGates).map(({ name }) => textOf(name)));
  for (const [index, { name }] of rowsOf(spec.schedulingGates).entries()) {
    if (known.has(textOf(name))) continue;
    const why = `only deletion is allowed, but found new scheduling gate '${textOf(name)}'`;
    yield forbiddenField(`spec.schedulingGates[${index}].name`, why);
  }
}

const sameButSeconds = (a: Fields, b: Fields) =>
  sameJson({ ...a, tolerationSeconds: 0 }, { ...b, tolerationSeconds: 0 });

function* validateAddedTolerations(spec: Fields, before: Fields): Problems {
  const now = rowsOf(spec.tolerations);
  const kept = rowsOf(before.tolerations).every((old) => now.some((toleration) => sameButSeconds(toleration, old)));
  if (!kept)
    yield forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds');
}

const always = ['activeDeadlineSeconds', 'tolerations', 'schedulingGates'];
/** While gates stand, the Pod may still be steered to other nodes. */
const whileGated = ['nodeSelector', 'affinity'];

/** The spec with everything that may change taken from before. */
function withWhatMayChange(spec: Fields, before: Fields): Fields {
  const images = (list: string) => {
    const then = rowsOf(before[list]);
    if (spec[list] === undefined) return {};
    return { [list]: rowsOf(spec[list]).map((container, index) => ({ ...container, image: then[index]?.image })) };
  };
  const taken = [...always, ...(listOf(before.schedulingGates).length > 0 ? whileGated : [])];
  const [patience, grace] = [Number(before.terminationGracePeriodSeconds), 'terminationGracePeriodSeconds'];
  if (patience < 0 && spec[grace] === 1) taken.push(grace);
  const kept = Object.entries(spec).filter(([name]) => !taken.includes(name));
  const old = Object.entries(before).filter(([name]) => taken.includes(name));
  return { ...Object.fromEntries([...kept, ...old]), ...images('containers'), ...images('initContainers') };
}
