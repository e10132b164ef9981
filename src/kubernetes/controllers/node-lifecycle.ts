import type { Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { rfc3339 } from '../api/times.ts';
import type { ApiObject, Node, Taint } from '../api/types.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { eventOf, type Steps } from './pod-control.ts';

const prefix = 'node.kubernetes.io/';

/** Conditions that keep Pods off, by their status. Source: v1.35 node_lifecycle_controller.go nodeConditionToTaintKeyStatusMap */
const byCondition: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: `${prefix}not-ready`, Unknown: `${prefix}unreachable` },
  MemoryPressure: { True: `${prefix}memory-pressure` },
  DiskPressure: { True: `${prefix}disk-pressure` },
  NetworkUnavailable: { True: `${prefix}network-unavailable` },
  PIDPressure: { True: `${prefix}pid-pressure` },
};
const unschedulable = `${prefix}unschedulable`;
const ours = new Set([unschedulable, ...Object.values(byCondition).flatMap((keys) => Object.values(keys))]);

const wantedKeys = ({ spec, status }: Node): readonly string[] => [
  ...(status?.conditions ?? []).flatMap(({ type, status: value }) => byCondition[type]?.[value] ?? []),
  ...(spec?.unschedulable === true ? [unschedulable] : []),
];

const facts = (node: Node): unknown => [
  wantedKeys(node),
  (node.spec?.taints ?? []).filter(({ effect, key }) => effect === 'NoSchedule' && ours.has(key)),
];

/** How often nodes are looked at, virtual ms. Source: v1.35 --node-monitor-period */
const monitorPeriod = 5000;

/**
 * Keeps Pods off nodes that are cordoned or in trouble, by taints.
 * Source: v1.35 pkg/controller/nodelifecycle/node_lifecycle_controller.go doNoScheduleTaintingPass. That a kubelet
 * falls silent is not noticed: none does here.
 */
export const nodeLifecycleController: Controller = {
  name: 'node-controller',
  serviceAccount: 'node-controller',
  workers: 8,
  keysFor: {
    nodes: (object, before, _view, gone) => {
      const changed = before === undefined || !sameJson(facts(before as Node), facts(object as Node));
      return gone || changed ? [`/${object.metadata.name}`] : [];
    },
  },
  *reconcile(_none, name, context): Reconcile {
    const node = context.view.get('nodes', '', name) as Node | undefined;
    if (node === undefined) return yield* sayRemoved(name, context);
    const keys = wantedKeys(node);
    const present = (node.spec?.taints ?? []).filter(({ effect, key }) => effect === 'NoSchedule' && ours.has(key));
    const added = keys.filter((key) => !present.some((taint) => taint.key === key));
    const removed = present.filter(({ key }) => !keys.includes(key));
    const says = `The node-controller looked at the taints of ${name}.`;
    if (added.length + removed.length === 0) return { says };
    const timeAdded = rfc3339(context.now());
    const taints = added.map((key) => ({ key, effect: 'NoSchedule', timeAdded }));
    const done = (yield* swap(name, taints, [])) && (yield* swap(name, [], removed));
    return done ? { says } : { says, retry: true };
  },
};

/** Reads the node again and writes its taints with what is new, or without what is out of date. */
function* swap(name: string, added: readonly Taint[], removed: readonly Taint[]): Steps<boolean> {
  if (added.length + removed.length === 0) return true;
  const path = `/api/v1/nodes/${name}`;
  const [found] = yield { verb: 'get', path };
  if (found?.code !== 200) return found?.code === 404;
  const { metadata, spec } = found.body as Node;
  const is = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;
  const kept = (spec?.taints ?? []).filter((taint) => ![...added, ...removed].some((other) => is(taint, other)));
  const taints = [...kept, ...added];
  const [answer] = yield {
    verb: 'patch',
    path,
    contentType: 'application/strategic-merge-patch+json',
    body: {
      metadata: { resourceVersion: metadata.resourceVersion },
      spec: { taints: taints.length === 0 ? null : taints },
    },
  };
  return answer !== undefined && (answer.code < 300 || answer.code === 404);
}

/** The controller keeps of a node that is gone no more than its name; the event comes when it next looks at all. */
function* sayRemoved(name: string, { now, offset, failures }: ReconcileContext): Reconcile {
  const says = `Node ${name} is gone.`;
  const noticed = failures.get(name);
  if (noticed === undefined) {
    const into = (now() - offset() * monitorPeriod) % monitorPeriod;
    failures.set(name, { delay: 0, since: now() });
    return { says, after: monitorPeriod - (into < 0 ? into + monitorPeriod : into) };
  }
  failures.delete(name);
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } } as ApiObject;
  const message = `Node ${name} event: Removing Node ${name} from Controller`;
  yield eventOf(object, 'Normal', 'RemovingNode', message);
  return { says };
}
