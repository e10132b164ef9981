import { forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, own, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { printedPodSpec } from './internal-template.ts';
import { validateMetadataAndSpec } from './pod.ts';
import { printedChange } from './printed-change.ts';
import { largestInt32, type Problems, within } from './problems.ts';

const mirror = 'kubernetes.io/config.mirror';

const mayChange =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Nearly all of a Pod's spec stays as it is, and the lines that differ are shown. Source: ValidatePodUpdate */
export function* validatePodUpdate(pod: Fields, old: Fields): Problems {
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
  if (isGated(before)) yield* validateAddedSelector(spec, before);
  const after = withWhatMayChange(spec, before);
  if (sameJson(after, before)) return;
  const change = printedChange(printedPodSpec(before), printedPodSpec(after));
  yield forbiddenField('spec', `${mayChange}\n${change}`);
}

const isGated = (spec: Fields): boolean => listOf(spec.schedulingGates).length > 0;

/** While gates stand, the choice of nodes may become narrower. Source: validateNodeSelectorMutation */
function* validateAddedSelector(spec: Fields, before: Fields): Problems {
  const selector = fieldsOf(spec.nodeSelector);
  if (Object.entries(fieldsOf(before.nodeSelector)).every(([key, value]) => own(selector, key) === value)) return;
  const why = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)';
  yield invalidValue('spec.nodeSelector', spec.nodeSelector ?? null, why);
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

/** The affinity with the part about nodes taken from before. */
function sameNodes(spec: Fields, before: Fields): Fields {
  const [now, then] = [fieldsOf(spec.affinity), fieldsOf(before.affinity)];
  const affinity = { ...now, nodeAffinity: then.nodeAffinity };
  const isEmpty = Object.values(affinity).every((part) => part === undefined);
  return { affinity: isEmpty ? before.affinity : affinity };
}

/** The spec with everything that may change taken from before. */
function withWhatMayChange(spec: Fields, before: Fields): Fields {
  const images = (list: string) => {
    const then = rowsOf(before[list]);
    if (spec[list] === undefined) return {};
    return { [list]: rowsOf(spec[list]).map((container, index) => ({ ...container, image: then[index]?.image })) };
  };
  const grace = 'terminationGracePeriodSeconds';
  const ended = Number(before[grace]) < 0 && spec[grace] === 1;
  const taken = [...always, ...(isGated(before) ? ['nodeSelector'] : []), ...(ended ? [grace] : [])];
  const kept = Object.entries(spec).filter(([name]) => !taken.includes(name));
  const old = Object.entries(before).filter(([name]) => taken.includes(name));
  return {
    ...Object.fromEntries([...kept, ...old]),
    ...images('containers'),
    ...images('initContainers'),
    ...(isGated(before) ? sameNodes(spec, before) : {}),
  };
}
