import type { Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { resourceForKind, resourcePath } from '../api/resources.ts';
import { rfc3339 } from '../api/times.ts';
import type { ApiObject, HorizontalPodAutoscaler } from '../api/types.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { unavailable } from './horizontal-pod-autoscaler/metrics.ts';
import { eventOf, refusalOf, type Steps } from './pod-control.ts';

/** Each is looked at this often, and not before it is that old; virtual ms. Source: v1.35 --horizontal-pod-autoscaler-sync-period */
const syncPeriod = 15_000;

type Condition = NonNullable<NonNullable<HorizontalPodAutoscaler['status']>['conditions']>[number];

/**
 * Keeps the replicas of its target between minimum and maximum. There is no metrics-server in the cluster, so that is
 * all it can do: it says that it gets no metrics.
 * Source: v1.35 pkg/controller/podautoscaler/horizontal.go reconcileAutoscaler
 */
export const horizontalPodAutoscalerController: Controller = {
  name: 'horizontal-pod-autoscaler',
  serviceAccount: 'horizontal-pod-autoscaler',
  workers: 5,
  keysFor: {
    horizontalpodautoscalers: ({ metadata }, _before, _view, gone) =>
      gone ? [] : [`${metadata.namespace}/${metadata.name}`],
  },
  batching: () => syncPeriod,
  *reconcile(namespace, name, context): Reconcile {
    const found = context.view.get('horizontalpodautoscalers', namespace, name);
    if (found === undefined) return { says: `HorizontalPodAutoscaler ${name} is gone; there is nothing to do.` };
    yield* autoscale(found as HorizontalPodAutoscaler, context);
    return { says: `The horizontal-pod-autoscaler looked at ${name}.`, after: syncPeriod };
  },
};

function* autoscale(autoscaler: HorizontalPodAutoscaler, context: ReconcileContext): Steps<void> {
  const now = context.now();
  const { spec, status } = autoscaler;
  const conditions = new Map((status?.conditions ?? []).map((condition) => [condition.type, condition]));
  const say = (type: string, value: string, reason: string, message: string): void => {
    const before = conditions.get(type);
    const lastTransitionTime = before?.status === value ? before.lastTransitionTime : rfc3339(now);
    const condition = { type, status: value, reason, message, lastTransitionTime } as Condition;
    conditions.set(type, condition);
  };
  const path = scalePath(autoscaler);
  const [answer] = path === undefined ? [] : yield { verb: 'get', path };
  if (path === undefined || answer === undefined || answer.code >= 300) {
    const why = path === undefined ? noSuchKind(autoscaler) : refusalOf(answer);
    yield eventOf(autoscaler as ApiObject, 'Warning', 'FailedGetScale', why);
    say(
      'AbleToScale',
      'False',
      'FailedGetScale',
      `the HPA controller was unable to get the target's current scale: ${why}`,
    );
    yield* write(autoscaler, { ...status, conditions: [...conditions.values()] });
    return;
  }
  say('AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale");
  const current = (answer.body as { spec?: { replicas?: number } }).spec?.replicas ?? 0;
  const least = spec?.minReplicas ?? 1;
  const most = spec?.maxReplicas ?? current;
  if (current === 0 && least !== 0) {
    const message = 'scaling is disabled since the replica count of the target is zero';
    say('ScalingActive', 'False', 'ScalingDisabled', message);
    yield* write(autoscaler, finished(status, current, 0, conditions));
    return;
  }
  if (current > most || current < least) {
    const wanted = current > most ? most : least;
    const why = current > most ? 'above Spec.MaxReplicas' : 'below Spec.MinReplicas';
    const [rescaled] = yield { verb: 'update', path, body: { ...(answer.body as object), spec: { replicas: wanted } } };
    if (rescaled === undefined || rescaled.code >= 300) {
      const message = `New size: ${wanted}; reason: Current number of replicas ${why}; error: ${refusalOf(rescaled)}`;
      yield eventOf(autoscaler as ApiObject, 'Warning', 'FailedRescale', message);
      say(
        'AbleToScale',
        'False',
        'FailedUpdateScale',
        `the HPA controller was unable to update the target scale: ${refusalOf(rescaled)}`,
      );
      yield* write(autoscaler, { ...status, currentReplicas: current, conditions: [...conditions.values()] });
      return;
    }
    const message = `New size: ${wanted}; reason: Current number of replicas ${why}`;
    yield eventOf(autoscaler as ApiObject, 'Normal', 'SuccessfulRescale', message);
    say(
      'AbleToScale',
      'True',
      'SucceededRescale',
      `the HPA controller was able to update the target scale to ${wanted}`,
    );
    yield* write(autoscaler, { ...finished(status, current, wanted, conditions), lastScaleTime: rfc3339(now) });
    return;
  }
  const missing = (spec?.metrics ?? []).map((metric) => unavailable(metric, autoscaler.metadata.namespace ?? ''));
  for (const { reason, message } of missing) yield eventOf(autoscaler as ApiObject, 'Warning', reason, message);
  const [first] = missing;
  if (first !== undefined)
    say('ScalingActive', 'False', first.reason, `the HPA was unable to compute the replica count: ${first.message}`);
  yield* write(autoscaler, {
    ...status,
    currentReplicas: current,
    currentMetrics: missing.map(() => ({ type: '' })),
    conditions: [...conditions.values()],
  });
  const count = missing.length;
  const invalid = `invalid metrics (${count} invalid out of ${count}), first error is: failed to get ${first?.what} metric value: ${first?.message}`;
  yield eventOf(autoscaler as ApiObject, 'Warning', 'FailedComputeMetricsReplicas', invalid);
}

function finished(
  status: HorizontalPodAutoscaler['status'],
  currentReplicas: number,
  desiredReplicas: number,
  conditions: ReadonlyMap<string, Condition>,
): object {
  const { currentMetrics: _, ...rest } = status ?? { desiredReplicas: 0 };
  return { ...rest, currentMetrics: null, currentReplicas, desiredReplicas, conditions: [...conditions.values()] };
}

function noSuchKind({ spec }: HorizontalPodAutoscaler): string {
  const { apiVersion = 'v1', kind = '' } = spec?.scaleTargetRef ?? {};
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `unable to determine resource for scale target reference: no matches for kind "${kind}" in group "${group}"`;
}

function scalePath({ metadata, spec }: HorizontalPodAutoscaler): string | undefined {
  const { apiVersion = 'v1', kind = '', name = '' } = spec?.scaleTargetRef ?? {};
  const resource = resourceForKind(apiVersion, kind);
  return resource === undefined ? undefined : resourcePath(resource, metadata.namespace, name, 'scale');
}

function* write(autoscaler: HorizontalPodAutoscaler, status: object): Steps<void> {
  if (sameJson(status, autoscaler.status)) return;
  const { namespace, name } = autoscaler.metadata;
  const path = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/${name}/status`;
  yield { verb: 'update', path, body: { ...autoscaler, status } };
}
