import type { ClusterView } from '../api/calls.ts';
import { byText, type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { addQuantities, canonicalQuantity, compareQuantities, subtractQuantities } from '../api/quantity.ts';
import { forbidden } from '../api/status.ts';
import type { ApiObject } from '../api/types.ts';
import { inScope } from '../quota/scopes.ts';
import { usageOf, usedOf } from '../quota/usage.ts';
import { type AdmissionPlugin, type AdmissionRequest, nameOf } from './admission.ts';

/**
 * No more than the Namespace is granted. What a request takes is written into the quota's status before the request
 * itself is stored, so that the next one sees it; what was taken before is read from there.
 * Source: v1.35 apiserver pkg/admission/plugin/resourcequota/controller.go
 */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(request, view) {
    const { operation, subresource, object, resource, namespace } = request;
    if (operation === 'DELETE' || subresource !== undefined || object === undefined || namespace === '')
      return undefined;
    if (operation === 'UPDATE' && !countedAgain.has(resource.plural)) return undefined;
    if (resource.plural === 'resourcequotas') return undefined;
    const refuse = (why: string) => ({ refused: forbidden(resource, nameOf(request), why) });
    const asked = usageOf(resource.plural, resource.group, object);
    const before = operation === 'UPDATE' ? usageOf(resource.plural, resource.group, request.oldObject) : {};
    const spends: ApiObject[] = [];
    for (const stored of view.list('resourcequotas', namespace) as readonly ApiObject[]) {
      const outcome = spend(stored, request, asked, before, view);
      if (outcome === undefined) continue;
      if (typeof outcome === 'string') return refuse(outcome);
      spends.push(outcome);
    }
    return spends.length === 0 ? undefined : { spends };
  },
};

/** Kinds of which an update can take more than before; the others count when they are made. */
const countedAgain = new Set(['services', 'persistentvolumeclaims']);

type Usage = Readonly<Record<string, string>>;

/** The quota with what the request takes; why it may not; or undefined where it takes nothing. */
function spend(
  stored: ApiObject,
  { operation, resource, namespace, object }: AdmissionRequest,
  asked: Usage,
  before: Usage,
  view: ClusterView,
): ApiObject | string | undefined {
  const { spec, status } = fieldsOf(stored) as { readonly spec?: Fields; readonly status?: Fields };
  const name = stored.metadata.name;
  const hard = fieldsOf(fieldsOf(spec).hard);
  if (!inScope(fieldsOf(spec), resource.plural, object)) return undefined;
  if (resource.plural === 'pods' && operation === 'CREATE') {
    const missing = unspecified(object, hard);
    if (missing !== '') return `failed quota: ${name}: must specify ${missing}`;
  }
  const delta = (key: string): string => subtractQuantities(own(asked, key) ?? '0', own(before, key) ?? '0');
  const wanted = Object.keys(hard)
    .filter((key) => own(asked, key) !== undefined && compareQuantities(delta(key), '0') !== 0)
    .sort(byText);
  if (wanted.length === 0) return undefined;
  const known = fieldsOf(fieldsOf(status).used) as Usage;
  const used = Object.fromEntries(
    wanted.map((key) => [key, own(known, key) ?? usedOf(view, namespace, key, fieldsOf(spec))]),
  );
  const over = wanted.filter(
    (key) =>
      compareQuantities(delta(key), '0') > 0 &&
      compareQuantities(addQuantities(used[key] ?? '0', delta(key)), String(hard[key])) > 0,
  );
  if (over.length > 0) {
    const print = (value: (key: string) => string) =>
      over.map((key) => `${key}=${canonicalQuantity(value(key))}`).join(',');
    return `exceeded quota: ${name}, requested: ${print(delta)}, used: ${print((key) => used[key] ?? '0')}, limited: ${print((key) => String(hard[key]))}`;
  }
  const taken = Object.fromEntries(wanted.map((key) => [key, addQuantities(used[key] ?? '0', delta(key))]));
  // Until the controller has said what is used, there is nothing to add to.
  if (status?.used === undefined) return undefined;
  return { ...stored, ...{ status: { ...status, used: { ...known, ...taken } } } };
}

/** Every line about cpu and memory must be answered by every container. Source: pkg/quota/v1/evaluator/core/pods.go Constraints */
function unspecified(pod: unknown, hard: Fields): string {
  const spec = fieldsOf(fieldsOf(pod).spec);
  // Who answers for the Pod as a whole need not do so for each container.
  const { requests, limits } = fieldsOf(spec.resources);
  if (Object.keys({ ...fieldsOf(requests), ...fieldsOf(limits) }).length > 0) return '';
  const needed = Object.keys(hard)
    .filter((key) => /^((requests|limits)\.)?(cpu|memory)$/.test(key))
    .sort(byText);
  const missing = needed.flatMap((key) => {
    const [list, name] = key.includes('.') ? (key.split('.') as [string, string]) : ['requests', key];
    const containers = [...rowsOf(spec.containers), ...rowsOf(spec.initContainers)]
      .filter((container) => fieldsOf(fieldsOf(container.resources)[list])[name] === undefined)
      .map((container) => textOf(container.name))
      .sort(byText);
    return containers.length === 0 ? [] : [`${key} for: ${containers.join(',')}`];
  });
  return missing.join('; ');
}
