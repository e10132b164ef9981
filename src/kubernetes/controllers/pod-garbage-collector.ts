import type { Reconcile } from '../api/calls.ts';
import type { Pod } from '../api/types.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { noteDisruption } from './disrupted-pod.ts';
import { podsPath } from './pod-control.ts';

/** How often it looks, and how long a node may be away; virtual ms. Source: v1.35 pkg/controller/podgc/gc_controller.go */
const period = 20_000;
const quarantine = 40_000;

/**
 * Deletes Pods whose node is gone. Pods that have ended are left alone up to 12500 of them, and Pods without a node go
 * at once when they are deleted, so there is nothing to do for either.
 * Source: v1.35 pkg/controller/podgc/gc_controller.go gcOrphaned
 */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector-controller',
  serviceAccount: 'pod-garbage-collector',
  workers: 1,
  keysFor: {
    nodes: (object, _before, _view, gone) => (gone ? [`/${object.metadata.name}`] : []),
    pods: (object, before, view, gone) => {
      const node = (object as Pod).spec.nodeName ?? '';
      const known = (before as Pod | undefined)?.spec.nodeName === node;
      return gone || node === '' || known || view.get('nodes', '', node) !== undefined ? [] : [`/${node}`];
    },
  },
  *reconcile(_none, node, context): Reconcile {
    const { view, now, failures } = context;
    const says = `The pod-garbage-collector looked for Pods of node ${node}, which is gone.`;
    const pods = (view.list('pods') as readonly Pod[]).filter(({ spec }) => spec.nodeName === node);
    if (view.get('nodes', '', node) !== undefined || pods.length === 0) {
      failures.delete(node);
      return { says };
    }
    const due = failures.get(node) ?? { since: nextLook(context), delay: quarantine };
    failures.set(node, due);
    if (now() < due.since + due.delay) return { says, after: due.since + due.delay - now() };
    const [found] = yield { verb: 'get', path: `/api/v1/nodes/${node}` };
    if (found?.code !== 404) return { says };
    failures.delete(node);
    for (const pod of pods) {
      const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
      const why = { reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', phase: 'Failed' };
      if (!ended) yield* noteDisruption(pod, why, now());
      yield {
        verb: 'delete',
        path: `${podsPath(pod.metadata.namespace ?? '')}/${pod.metadata.name}`,
        body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
      };
    }
    return { says };
  },
};

function nextLook({ now, offset }: ReconcileContext): number {
  const into = (now() - offset() * period) % period;
  return now() + period - (into < 0 ? into + period : into);
}
