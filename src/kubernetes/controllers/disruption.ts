import type { ClusterView, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { resourceForKind } from '../api/resources.ts';
import { matchesLabels } from '../api/selectors.ts';
import { millisOf, rfc3339 } from '../api/times.ts';
import type { ApiObject, Pod, PodDisruptionBudget, ReplicaSet } from '../api/types.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { eventOf } from './pod-control.ts';
import { isReady } from './pods.ts';

/** For so long an eviction that was granted counts as one that will happen, virtual ms. Source: v1.35 disruption.go DeletionTimeout */
const deletionTimeout = 120_000;

/**
 * Works out how many Pods of each budget may be evicted.
 * Source: v1.35 pkg/controller/disruption/disruption.go
 */
export const disruptionController: Controller = {
  name: 'disruption-controller',
  eventSource: 'controllermanager',
  serviceAccount: 'disruption-controller',
  workers: 1,
  keysFor: {
    poddisruptionbudgets: (object, _before, _view, gone) => (gone ? [] : [keyOf(object)]),
    pods: (object, before, view) => budgetsOf(object, before, view),
  },
  reconcile: reconcileBudget,
};

const keyOf = ({ metadata }: ApiObject): string => `${metadata.namespace}/${metadata.name}`;

function budgetsOf(pod: ApiObject, before: ApiObject | undefined, view: ClusterView): readonly string[] {
  const budgets = view.list('poddisruptionbudgets', pod.metadata.namespace) as readonly PodDisruptionBudget[];
  return budgets
    .filter(({ spec }) =>
      [pod, before].some((each) => each !== undefined && matchesLabels(spec?.selector, each.metadata.labels ?? {})),
    )
    .map((budget) => keyOf(budget as ApiObject));
}

function* reconcileBudget(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const { view, now } = context;
  const budget = view.get('poddisruptionbudgets', namespace, name) as PodDisruptionBudget | undefined;
  if (budget === undefined) return { says: `PodDisruptionBudget ${name} is gone; there is nothing to do.` };
  const pods = (view.list('pods', namespace) as readonly Pod[]).filter(({ metadata }) =>
    matchesLabels(budget.spec?.selector, metadata.labels ?? {}),
  );
  if (pods.length === 0) yield eventOf(budget as ApiObject, 'Normal', 'NoPods', 'No matching pods found');
  const expected = expectedPods(budget, pods, view);
  if ('problem' in expected) {
    const message = `Failed to calculate the number of expected pods: ${expected.problem}`;
    yield eventOf(budget as ApiObject, 'Warning', 'CalculateExpectedPodCountFailed', message);
    return yield* write(budget, { ...budget.status, disruptionsAllowed: 0 }, failed(expected.problem), now());
  }
  const disrupted = stillToGo(budget, pods, now());
  const currentHealthy = pods.filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && disrupted[pod.metadata.name] === undefined && isReady(pod),
  ).length;
  const { desiredHealthy, expectedPods: expectedCount } = expected;
  const disruptionsAllowed = expectedCount <= 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const { disruptedPods: _, ...rest } = budget.status ?? {};
  const status = {
    ...rest,
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed,
    expectedPods: expectedCount,
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }),
    ...(budget.metadata.generation === undefined ? {} : { observedGeneration: budget.metadata.generation }),
  };
  const outcome = yield* write(budget, status, allowed(disruptionsAllowed), now());
  const oldest = Math.min(...Object.values(disrupted).map((at) => (millisOf(at) ?? now()) + deletionTimeout - now()));
  return Number.isFinite(oldest) ? { ...outcome, after: Math.max(0, oldest) } : outcome;
}

interface Verdict {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

const allowed = (count: number): Verdict =>
  count > 0
    ? { status: 'True', reason: 'SufficientPods', message: '' }
    : { status: 'False', reason: 'InsufficientPods', message: '' };
const failed = (message: string): Verdict => ({ status: 'False', reason: 'SyncFailed', message });

function* write(budget: PodDisruptionBudget, status: object, verdict: Verdict, now: number): Reconcile {
  const { metadata } = budget;
  const before = budget.status?.conditions?.find(({ type }) => type === 'DisruptionAllowed');
  const condition = {
    type: 'DisruptionAllowed',
    ...verdict,
    ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
    lastTransitionTime: before?.status === verdict.status ? before.lastTransitionTime : rfc3339(now),
  };
  const others = (budget.status?.conditions ?? []).filter(({ type }) => type !== 'DisruptionAllowed');
  const wanted = { ...status, conditions: [...others, condition] };
  const says = `The disruption-controller looked at PodDisruptionBudget ${metadata.name}.`;
  if (sameJson(wanted, budget.status)) return { says };
  const path = `/apis/policy/v1/namespaces/${metadata.namespace}/poddisruptionbudgets/${metadata.name}/status`;
  const [answer] = yield { verb: 'update', path, body: { ...budget, status: wanted } };
  return answer !== undefined && answer.code < 300 ? { says } : { says, retry: true };
}

/** Pods whose eviction was granted and that have not begun to go. Source: disruption.go buildDisruptedPodMap */
function stillToGo(budget: PodDisruptionBudget, pods: readonly Pod[], now: number): Readonly<Record<string, string>> {
  const disrupted = budget.status?.disruptedPods ?? {};
  return Object.fromEntries(
    Object.entries(disrupted).filter(([name, at]) => {
      const pod = pods.find(({ metadata }) => metadata.name === name);
      const late = (millisOf(at) ?? now) + deletionTimeout <= now;
      return pod !== undefined && pod.metadata.deletionTimestamp === undefined && !late;
    }),
  );
}

type Expected = { readonly expectedPods: number; readonly desiredHealthy: number } | { readonly problem: string };

/** Source: v1.35 pkg/controller/disruption/disruption.go getExpectedPodCount */
function expectedPods({ spec }: PodDisruptionBudget, pods: readonly Pod[], view: ClusterView): Expected {
  const { minAvailable, maxUnavailable } = spec ?? {};
  if (typeof minAvailable === 'number') return { expectedPods: pods.length, desiredHealthy: minAvailable };
  const scale = expectedScale(pods, view);
  if (typeof scale === 'string') return { problem: scale };
  if (maxUnavailable !== undefined)
    return { expectedPods: scale, desiredHealthy: Math.max(0, scale - share(maxUnavailable, scale)) };
  return { expectedPods: scale, desiredHealthy: minAvailable === undefined ? 0 : share(minAvailable, scale) };
}

/** Percentages are rounded up. */
const share = (amount: unknown, of: number): number =>
  typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(String(amount), 10) * of) / 100);

/** How many Pods the owners want together; why that cannot be known. Pods without an owner do not count. */
function expectedScale(pods: readonly Pod[], view: ClusterView): number | string {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod as ApiObject);
    if (owner === undefined) continue;
    const found = scaledBy(owner, pod.metadata.namespace ?? '', view);
    if (typeof found === 'string') return found;
    if (found !== undefined) scales.set(found.uid, found.replicas);
  }
  return [...scales.values()].reduce((sum, replicas) => sum + replicas, 0);
}

/** The Deployment of a ReplicaSet speaks for it. Source: disruption.go finders */
function scaledBy(
  { apiVersion, kind, name, uid }: NonNullable<ReturnType<typeof controllerOf>>,
  namespace: string,
  view: ClusterView,
): { readonly uid: string; readonly replicas: number } | string | undefined {
  const resource = resourceForKind(apiVersion, kind);
  const plural = resource?.plural ?? '';
  if (!['replicasets', 'deployments', 'statefulsets', 'replicationcontrollers'].includes(plural)) {
    const group = resource === undefined || resource.group === '' ? plural : `${plural}.${resource.group}`;
    return `${group} does not implement the scale subresource`;
  }
  const object = view.get(plural, namespace, name) as ReplicaSet | undefined;
  if (object === undefined || object.metadata.uid !== uid) return undefined;
  const above = kind === 'ReplicaSet' ? controllerOf(object as ApiObject) : undefined;
  if (above?.kind === 'Deployment') return scaledBy(above, namespace, view) ?? { uid, replicas: 0 };
  return { uid, replicas: object.spec?.replicas ?? 1 };
}
