import type { Reconcile } from '../api/calls.ts';
import { millisOf } from '../api/times.ts';
import type { ApiObject, Job } from '../api/types.ts';
import type { Controller } from './controller.ts';
import { finishedAs } from './job/conditions.ts';

/**
 * Deletes Jobs some time after they are over, where they say so.
 * Source: v1.35 pkg/controller/ttlafterfinished/ttlafterfinished_controller.go
 */
export const ttlAfterFinishedController: Controller = {
  name: 'ttl-after-finished-controller',
  serviceAccount: 'ttl-after-finished-controller',
  workers: 5,
  keysFor: {
    jobs: (object, _before, _view, gone) => {
      const job = object as ApiObject & Job;
      const over = job.spec?.ttlSecondsAfterFinished !== undefined && finishedAs(job) !== undefined;
      return !gone && over && object.metadata.deletionTimestamp === undefined
        ? [`${object.metadata.namespace}/${object.metadata.name}`]
        : [];
    },
  },
  *reconcile(namespace, name, { view, now }): Reconcile {
    const job = view.get('jobs', namespace, name) as Job | undefined;
    const left = job === undefined ? undefined : timeLeft(job, now());
    if (left === undefined) return { says: `Job ${name} is not to be deleted.` };
    if (left > 0) return { says: `Job ${name} is kept for another ${Math.ceil(left / 1000)} s.`, after: left };
    // The cache may lag behind: the Job itself is asked once more.
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`;
    const [found] = yield { verb: 'get', path };
    if (found?.code !== 200) return { says: `Job ${name} is gone.` };
    const fresh = found.body as Job;
    const stays = timeLeft(fresh, now());
    if (stays === undefined) return { says: `Job ${name} is not to be deleted.` };
    if (stays > 0) return { says: `Job ${name} is kept for a while.`, after: stays };
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { uid: fresh.metadata.uid },
      propagationPolicy: 'Foreground',
    };
    yield { verb: 'delete', path, body };
    return { says: `The ttl-after-finished-controller deleted ${name}: its time after the end is over.` };
  },
};

/** Virtual ms; undefined where the Job is not to be deleted. */
function timeLeft(job: Job, now: number): number | undefined {
  const seconds = job.spec?.ttlSecondsAfterFinished;
  const end = job.status?.conditions?.find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );
  const at = millisOf(end?.lastTransitionTime);
  if (seconds === undefined || at === undefined || job.metadata.deletionTimestamp !== undefined) return undefined;
  return at + seconds * 1000 - now;
}
