import type { ClusterView } from '../api/calls.ts';
import { type Fields, fieldsOf, own, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import { type AdmissionPlugin, aboutPod, nameOf } from './admission.ts';

const lower = 'PreemptLowerPriority';

/** The two classes that the API server makes for itself when it starts. */
const builtIn: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

interface Class {
  readonly name: string;
  readonly value: number;
  readonly preemptionPolicy: string;
}

const read = (found: unknown): Class => {
  const fields = fieldsOf(found);
  return {
    name: textOf(fieldsOf(fields.metadata).name),
    value: typeof fields.value === 'number' ? fields.value : 0,
    preemptionPolicy: textOf(fields.preemptionPolicy) || lower,
  };
};

function classNamed(view: ClusterView, name: string): Class | undefined {
  const found = view.get('priorityclasses', '', name);
  if (found !== undefined) return read(found);
  const value = own(builtIn, name);
  return value === undefined ? undefined : { name, value, preemptionPolicy: lower };
}

/** Of several global defaults the lowest counts. */
function defaultClass(view: ClusterView): Class | undefined {
  return view
    .list('priorityclasses')
    .filter((found) => fieldsOf(found).globalDefault === true)
    .map(read)
    .reduce<Class | undefined>(
      (least, next) => (least === undefined || next.value < least.value ? next : least),
      undefined,
    );
}

/**
 * The number behind a priority class, and a pod may not name another.
 * Source: v1.35 plugin/pkg/admission/priority/admission.go
 */
export const priority: AdmissionPlugin = {
  name: 'Priority',
  admit(request, view) {
    const pod = request.object;
    if (!aboutPod(request, 'CREATE', 'UPDATE') || pod === undefined) return undefined;
    const spec = fieldsOf(pod.spec);
    if (request.operation === 'UPDATE') return carriedOver(request.object, spec, fieldsOf(request.oldObject?.spec));
    const refuse = (why: string) => ({ refused: forbidden(request.resource, nameOf(request), why) });
    const wanted = textOf(spec.priorityClassName);
    const found = wanted === '' ? defaultClass(view) : classNamed(view, wanted);
    if (wanted !== '' && found === undefined) return refuse(`no PriorityClass with name ${wanted} was found`);
    const { value, preemptionPolicy, name } = found ?? { value: 0, preemptionPolicy: lower, name: '' };
    if (spec.priority !== undefined && spec.priority !== value) {
      return refuse(
        `the integer value of priority (${String(spec.priority)}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`,
      );
    }
    if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
      return refuse(
        `the string value of PreemptionPolicy (${textOf(spec.preemptionPolicy)}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`,
      );
    }
    const done: Fields = {
      ...spec,
      ...(name === '' ? {} : { priorityClassName: name }),
      priority: value,
      preemptionPolicy,
    };
    return { object: { ...pod, spec: done }, changed: ['spec.priority', 'spec.preemptionPolicy'] };
  },
  validate({ resource, operation, object }, view) {
    if (resource.plural !== 'priorityclasses' || operation === 'DELETE' || object?.globalDefault !== true)
      return undefined;
    const present = defaultClass(view);
    const name = object.metadata?.name ?? '';
    if (present === undefined || present.name === name) return undefined;
    const why = `PriorityClass ${present.name} is already marked as default. Only one default can exist`;
    return { refused: forbidden(resource, name, why) };
  },
};

function carriedOver(pod: Parameters<NonNullable<AdmissionPlugin['admit']>>[0]['object'], spec: Fields, old: Fields) {
  if (pod === undefined) return undefined;
  const missing = ['priority', 'preemptionPolicy'].filter(
    (name) => spec[name] === undefined && old[name] !== undefined,
  );
  if (missing.length === 0) return undefined;
  const kept = Object.fromEntries(missing.map((name) => [name, old[name]]));
  return { object: { ...pod, spec: { ...spec, ...kept } }, changed: missing.map((name) => `spec.${name}`) };
}
