import type { ClusterView, Reconcile } from '../api/calls.ts';
import { fieldsOf, own, sameJson, textOf } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import { resourceForKind } from '../api/resources.ts';
import type { ApiObject } from '../api/types.ts';
import { countedKind, usedOf } from '../quota/usage.ts';
import type { Controller } from './controller.ts';

type Keys = (object: ApiObject, before: ApiObject | undefined, view: ClusterView, gone: boolean) => readonly string[];

const specOf = (quota: unknown) => fieldsOf(fieldsOf(quota).spec);
const hardOf = (quota: unknown): Readonly<Record<string, string>> =>
  fieldsOf(specOf(quota).hard) as Readonly<Record<string, string>>;

/** The quotas of a Namespace that count objects of this kind. */
function quotasAbout({ apiVersion, kind, metadata }: ApiObject, view: ClusterView): readonly string[] {
  const resource = resourceForKind(apiVersion, kind);
  if (resource === undefined) return [];
  const about = (key: string): boolean => {
    const counted = countedKind(key);
    return counted.plural === resource.plural && counted.group === resource.group;
  };
  return (view.list('resourcequotas', metadata.namespace) as readonly ApiObject[])
    .filter((quota) => Object.keys(hardOf(quota)).some(about))
    .map((quota) => `${quota.metadata.namespace}/${quota.metadata.name}`);
}

/** What is created is counted as it is admitted; what goes is counted here. */
const whenGone: Keys = (object, _before, view, gone) => (gone ? quotasAbout(object, view) : []);

const ended = (pod: ApiObject): boolean =>
  ['Succeeded', 'Failed'].includes(textOf(fieldsOf(fieldsOf(pod).status).phase));

const typeOf = (service: ApiObject): string => textOf(specOf(service).type);

/**
 * Says in the status of each quota what is used of it. A quota that has no status yet, or whose limits have changed, is
 * counted at once, others when something they count goes.
 * Source: v1.35 pkg/controller/resourcequota/resource_quota_controller.go, resource_quota_monitor.go
 */
export const resourceQuotaController: Controller = {
  name: 'resourcequota-controller',
  serviceAccount: 'resourcequota-controller',
  workers: 5,
  keysFor: {
    resourcequotas: (object, before, _view, gone) => {
      const same = before !== undefined && sameJson(specOf(before), specOf(object));
      return gone || same ? [] : [`${object.metadata.namespace}/${object.metadata.name}`];
    },
    pods: (object, before, view, gone) =>
      gone || (before !== undefined && !ended(before) && ended(object)) ? quotasAbout(object, view) : [],
    services: (object, before, view, gone) =>
      gone || (before !== undefined && typeOf(before) !== typeOf(object)) ? quotasAbout(object, view) : [],
    ...Object.fromEntries(
      [
        'configmaps',
        'secrets',
        'serviceaccounts',
        'persistentvolumeclaims',
        'replicationcontrollers',
        'deployments',
        'replicasets',
        'statefulsets',
        'daemonsets',
        'jobs',
        'cronjobs',
        'endpointslices',
        'poddisruptionbudgets',
        'horizontalpodautoscalers',
      ].map((resource) => [resource, whenGone]),
    ),
  },
  *reconcile(namespace, name, { view }): Reconcile {
    const quota = view.get('resourcequotas', namespace, name) as ApiObject | undefined;
    if (quota === undefined) return { says: `ResourceQuota ${name} is gone; there is nothing to do.` };
    const hard = hardOf(quota);
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, usedOf(view, namespace, key, specOf(quota))]));
    const status = fieldsOf(fieldsOf(quota).status);
    const says = `The resourcequota-controller counted what is used of ResourceQuota ${name}.`;
    if (sameJson(status.hard, hard) && sameAmounts(fieldsOf(status.used), used)) return { says };
    const path = `/api/v1/namespaces/${namespace}/resourcequotas/${name}/status`;
    const [answer] = yield { verb: 'update', path, body: { ...quota, status: { hard, used } } };
    return answer !== undefined && answer.code < 300 ? { says } : { says, retry: true };
  },
};

const sameAmounts = (before: object, now: Readonly<Record<string, string>>): boolean =>
  Object.keys(before).length === Object.keys(now).length &&
  Object.entries(now).every(([key, amount]) => {
    const known = own(before as Readonly<Record<string, string>>, key);
    return known !== undefined && compareQuantities(known, amount) === 0;
  });
