import { forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { subdomainName, validateMetaUpdate, validateObjectMeta } from './object-meta.ts';
import { validatePodSpec } from './pod-spec.ts';
import { largestInt32, type Problems, within } from './problems.ts';

const mirror = 'kubernetes.io/config.mirror';
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodCreate, validatePodMetadataAndSpec */
export function* validatePod(pod: Fields): Problems {
  const spec = fieldsOf(pod.spec);
  yield* validateObjectMeta(pod.metadata, true, subdomainName);
  yield* validateAnnotationMeaning(fieldsOf(fieldsOf(pod.metadata).annotations), spec);
  yield* validatePodSpec(spec, 'spec');
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of rowsOf(spec[list]).entries()) {
      const image = textOf(container.image);
      if (image === image.trim()) continue;
      yield invalidValue(`spec.${list}[${index}].image`, image, 'must not have leading or trailing whitespace');
    }
  }
  if (listOf(spec.ephemeralContainers).length > 0)
    yield forbiddenField('spec.ephemeralContainers', 'cannot be set on create');
  if (textOf(spec.nodeName) !== '' && listOf(spec.schedulingGates).length > 0) {
    yield forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
  }
}

/** Source: ValidatePodSpecificAnnotations */
function* validateAnnotationMeaning(annotations: Fields, spec: Fields): Problems {
  const path = (key: string) => `metadata.annotations[${key}]`;
  if (annotations[mirror] !== undefined && textOf(spec.nodeName) === '') {
    yield invalidValue(path(mirror), annotations[mirror], 'must set spec.nodeName if mirror pod annotation is set');
  }
  const cost = annotations[deletionCost];
  if (cost === undefined) return;
  const isNumber = /^(0|-?[1-9]\d*)$/.test(textOf(cost)) && Math.abs(Number(cost)) <= largestInt32 + 1;
  if (!isNumber) yield invalidValue(path(deletionCost), cost, 'must be a 32bit integer');
}

const mayChange =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/**
 * Nearly all of a Pod's spec stays as it is. The server adds what differs, as a dump of Go structs; that dump is not
 * modelled. Source: ValidatePodUpdate
 */
export function* validatePodUpdate(pod: Fields, old: Fields): Problems {
  const [spec, before] = [fieldsOf(pod.spec), fieldsOf(old.spec)];
  yield* validateMetaUpdate(pod.metadata);
  yield* validateAnnotationMeaning(fieldsOf(fieldsOf(pod.metadata).annotations), spec);
  yield* validatePodSpec(spec, 'spec');
  for (const list of ['containers', 'initContainers']) {
    const [now, then] = [rowsOf(spec[list]), rowsOf(before[list])];
    if (now.length !== then.length) {
      const what = list === 'containers' ? 'containers' : 'init containers';
      yield forbiddenField(`spec.${list}`, `pod updates may not add or remove ${what}`);
      return;
    }
  }
  yield* validateDeadline(spec, before);
  yield* validateAddedTolerations(spec, before);
  if (!sameJson(fixed(spec, before), fixed(before, before))) yield forbiddenField('spec', mayChange);
}

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

const sameButSeconds = (a: Fields, b: Fields) =>
  sameJson({ ...a, tolerationSeconds: 0 }, { ...b, tolerationSeconds: 0 });

function* validateAddedTolerations(spec: Fields, before: Fields): Problems {
  const now = rowsOf(spec.tolerations);
  const kept = rowsOf(before.tolerations).every((old) => now.some((toleration) => sameButSeconds(toleration, old)));
  if (!kept)
    yield forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds');
}

/** The spec with everything that may change taken from before. */
function fixed(spec: Fields, before: Fields): Fields {
  const images = (list: string) => {
    const then = rowsOf(before[list]);
    if (spec[list] === undefined) return {};
    return { [list]: rowsOf(spec[list]).map((container, index) => ({ ...container, image: then[index]?.image })) };
  };
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, schedulingGates: _gates, ...rest } = spec;
  const gated = listOf(before.schedulingGates).length > 0;
  // While gates stand, the Pod may still be steered to other nodes.
  const steered = gated ? { nodeSelector: before.nodeSelector, affinity: before.affinity } : {};
  return { ...rest, ...images('containers'), ...images('initContainers'), ...steered };
}
