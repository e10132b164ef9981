import type { ClusterView, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import type { ApiObject, Node, Pod, Taint, Toleration } from '../api/types.ts';
import { tolerates } from '../scheduling/tolerations.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { noteDisruption } from './disrupted-pod.ts';
import { eventOf, podsPath, type Steps } from './pod-control.ts';

const noExecute = (node: ApiObject | undefined): readonly Taint[] =>
  ((node as Node | undefined)?.spec?.taints ?? []).filter(({ effect }) => effect === 'NoExecute');

const keyOf = ({ metadata }: ApiObject): string => `${metadata.namespace}/${metadata.name}`;

function podsOn(node: ApiObject, view: ClusterView): readonly string[] {
  const pods = view.list('pods') as readonly Pod[];
  return pods.filter(({ spec }) => spec.nodeName === node.metadata.name).map((pod) => keyOf(pod as ApiObject));
}

/**
 * Deletes Pods from nodes whose NoExecute taints they do not tolerate, or tolerate for a time only.
 * Source: v1.35 pkg/controller/tainteviction/taint_eviction.go
 */
export const taintEvictionController: Controller = {
  name: 'taint-eviction-controller',
  serviceAccount: 'node-controller',
  workers: 8,
  keysFor: {
    nodes: (object, before, view, gone) => {
      const same = sameJson(noExecute(before), gone ? [] : noExecute(object));
      return same ? [] : podsOn(object, view);
    },
    pods: (object, before, view, gone) => {
      const { spec } = object as Pod;
      const was = (before as Pod | undefined)?.spec;
      const same = was !== undefined && was.nodeName === spec.nodeName && sameJson(was.tolerations, spec.tolerations);
      if (gone || same || (spec.nodeName ?? '') === '') return [];
      const node = view.get('nodes', '', spec.nodeName ?? '') as ApiObject | undefined;
      return noExecute(node).length === 0 ? [] : [keyOf(object)];
    },
  },
  reconcile: reconcilePod,
};

/** Virtual ms that a Pod may stay; undefined: for ever. Source: taint_eviction.go getMinTolerationTime */
function tolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): number | undefined {
  const used: Toleration[] = [];
  for (const taint of taints) {
    const matching = tolerations.find((toleration) => tolerates([toleration], taint));
    if (matching === undefined) return 0;
    used.push(matching);
  }
  const seconds = used.flatMap(({ tolerationSeconds }) => (tolerationSeconds === undefined ? [] : [tolerationSeconds]));
  return seconds.length === 0 ? undefined : Math.max(0, Math.min(...seconds)) * 1000;
}

function* reconcilePod(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const { view, now, failures } = context;
  const key = `${namespace}/${name}`;
  const pod = view.get('pods', namespace, name) as Pod | undefined;
  const says = `The taint-eviction-controller looked at ${name}.`;
  if (pod === undefined) {
    failures.delete(key);
    return { says };
  }
  const taints = noExecute(view.get('nodes', '', pod.spec.nodeName ?? '') as ApiObject | undefined);
  const stays = taints.length === 0 ? undefined : tolerated(taints, pod.spec.tolerations ?? []);
  // What is planned: since when the time runs, and how long.
  const planned = failures.get(key);
  if (stays === undefined) {
    failures.delete(key);
    if (planned !== undefined) yield cancelled(pod);
    return { says };
  }
  if (stays === 0) {
    if (planned !== undefined) yield cancelled(pod);
    return yield* evict(pod, context);
  }
  const since = planned?.since ?? now();
  // A plan that ends earlier than the new one stands.
  if (planned === undefined || planned.delay > stays) failures.set(key, { since, delay: stays });
  const due = since + Math.min(stays, planned?.delay ?? stays);
  if (due <= now()) return yield* evict(pod, context);
  return { says, after: due - now() };
}

const about = (pod: Pod, message: string) =>
  eventOf(pod as ApiObject, 'Normal', 'TaintManagerEviction', `${message} Pod ${keyOf(pod as ApiObject)}`);
const cancelled = (pod: Pod) => about(pod, 'Cancelling deletion of');

function* evict(pod: Pod, context: ReconcileContext): Reconcile {
  context.failures.delete(keyOf(pod as ApiObject));
  const says = `The taint-eviction-controller deleted ${pod.metadata.name}: it does not tolerate a taint of its node.`;
  yield about(pod, 'Marking for deletion');
  const deleted = yield* noteAndDelete(pod, context.now());
  return deleted ? { says } : { says, retry: true };
}

/** Source: taint_eviction.go addConditionAndDeletePod */
function* noteAndDelete({ metadata }: Pod, now: number): Steps<boolean> {
  const path = `${podsPath(metadata.namespace ?? '')}/${metadata.name}`;
  const [found] = yield { verb: 'get', path };
  if (found?.code === 404) return true;
  const condition = { reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint' };
  yield* noteDisruption(found?.body as Pod, condition, now);
  const [answer] = yield { verb: 'delete', path };
  return answer !== undefined && (answer.code < 300 || answer.code === 404);
}
