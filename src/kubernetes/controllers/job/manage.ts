import type { ApiObject, Container, Job, Pod, PodTemplateSpec } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { createPods, eventOf, podsPath, refusalOf, type Steps } from '../pod-control.ts';
import { isReady, podFromTemplate } from '../pods.ts';
import { together } from '../together.ts';
import { victims } from '../victims.ts';
import { jobPause, pauseLeft } from './back-off.ts';
import {
  completionsOf,
  countsByIndex,
  finishedAt,
  indexKey,
  indexOf,
  isIndexed,
  isSuspended,
  replacesOnlyFailed,
  trackingFinalizer,
} from './job-pods.ts';
import { failureCounts, failuresBefore, type JobSync } from './job-sync.ts';

/** At most so many Pods in one pass. Source: v1.35 pkg/controller/job/job_controller.go MaxPodCreateDeletePerSync */
const most = 500;

/** What a pass over the Pods has come to. */
export interface Managed {
  readonly failed: boolean;
  /** Look again after this many virtual ms. */
  readonly after?: number;
}

const fine: Managed = { failed: false };

/**
 * Makes the Pods that are missing or deletes those too many, never both in one pass.
 * Source: v1.35 pkg/controller/job/job_controller.go manageJob
 */
export function* manageJob(sync: JobSync, context: ReconcileContext): Steps<Managed> {
  const { job, activePods } = sync;
  if (isSuspended(job)) return yield* removePods(sync, activePods, context);
  const wanted = wantedActive(sync);
  const surplus = podsToRemove(sync, Math.max(0, sync.active - wanted), context.now()).slice(0, most);
  if (surplus.length > 0) return yield* removePods(sync, surplus, context);
  const going = replacesOnlyFailed(job) ? sync.terminating : 0;
  const missing = Math.min(wanted - going - sync.active, most);
  if (missing <= 0) return fine;
  const pause = countsByIndex(job) ? 0 : jobPause(job, sync.pods, context.now());
  if (pause > 0) return held(sync, pause);
  return yield* addPods(sync, missing, context);
}

/** Nothing is made before a pause is over. The status says then that no Pod is active: so does the real one. */
function held(sync: JobSync, after: number): Managed {
  sync.active = 0;
  return { failed: false, after };
}

/** With a number of completions no more than are left; without, all until one has succeeded. */
function wantedActive({ job, active, succeeded }: JobSync): number {
  const parallelism = job.spec?.parallelism ?? 1;
  const completions = job.spec?.completions;
  if (completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/** A second Pod of an index goes first. Source: job_controller.go activePodsForRemoval */
function podsToRemove({ job, activePods }: JobSync, atLeast: number, now: number): readonly Pod[] {
  const order = victims(activePods, activePods.length, now);
  if (!isIndexed(job)) return order.slice(0, atLeast);
  const seen = new Set<number>();
  const twice = new Set<Pod>();
  for (const pod of order.toReversed()) {
    const index = indexOf(job, pod);
    if (index === undefined || seen.has(index)) twice.add(pod);
    else seen.add(index);
  }
  const rest = order.filter((pod) => !twice.has(pod));
  return [...twice, ...rest.slice(0, Math.max(0, atLeast - twice.size))];
}

/** Without their finalizer, so that they are not counted as failed. Source: job_controller.go deleteJobPods */
function* removePods(sync: JobSync, pods: readonly Pod[], { expectations }: ReconcileContext): Steps<Managed> {
  const { job } = sync;
  const key = `${job.metadata.namespace}/${job.metadata.name}`;
  expectations.expectDeletions(
    key,
    pods.map(({ metadata }) => metadata.uid),
  );
  const gone = yield* together(pods.map((pod) => removePod(job, pod)));
  for (const [i, pod] of pods.entries()) {
    if (gone[i] !== true) expectations.deletionSeen(key, pod.metadata.uid);
    else {
      sync.active -= 1;
      sync.terminating += 1;
      if (isReady(pod)) sync.ready -= 1;
    }
  }
  return { failed: gone.includes(false) };
}

function* removePod(job: Job, pod: Pod): Steps<boolean> {
  const path = `${podsPath(pod.metadata.namespace ?? '')}/${pod.metadata.name}`;
  const [patched] = yield withoutFinalizer(pod);
  if (patched === undefined || (patched.code >= 300 && patched.code !== 404)) return false;
  const [answer] = yield { verb: 'delete', path };
  if (answer?.code === 404) return true;
  const done = answer !== undefined && answer.code < 300;
  yield done
    ? eventOf(job as ApiObject, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`)
    : eventOf(job as ApiObject, 'Warning', 'FailedDelete', `Error deleting: ${refusalOf(answer)}`);
  return done;
}

/** Source: v1.35 pkg/controller/job/tracking_utils.go removeTrackingFinalizerPatch */
export const withoutFinalizer = ({ metadata }: Pod) => ({
  verb: 'patch' as const,
  path: `${podsPath(metadata.namespace ?? '')}/${metadata.name}`,
  contentType: 'application/strategic-merge-patch+json' as const,
  body: { metadata: { '$deleteFromPrimitiveList/finalizers': [trackingFinalizer] } },
});

function* addPods(sync: JobSync, missing: number, { expectations, now }: ReconcileContext): Steps<Managed> {
  const { job } = sync;
  const template = withFinalizer(job.spec?.template ?? {});
  const plan = isIndexed(job) ? indexedBodies(sync, template, missing, now()) : undefined;
  if (plan !== undefined && plan.after !== undefined) return held(sync, plan.after);
  const bodies = plan?.bodies ?? Array.from({ length: missing }, () => podFromTemplate(template, job as ApiObject));
  const { tried, refusal, created } = yield* createPods(job as ApiObject, bodies, expectations);
  sync.active += refusal === undefined ? tried : created.length;
  return { failed: refusal !== undefined };
}

const withFinalizer = (template: PodTemplateSpec): PodTemplateSpec => ({
  ...template,
  metadata: {
    ...template.metadata,
    finalizers: [...new Set([...(template.metadata?.finalizers ?? []), trackingFinalizer])],
  },
});

/** The first indexes that have neither succeeded nor failed nor a Pod. Source: v1.35 pkg/controller/job/indexed_job_utils.go firstPendingIndexes */
function indexedBodies(
  sync: JobSync,
  template: PodTemplateSpec,
  missing: number,
  now: number,
): { readonly bodies: readonly unknown[]; readonly after?: number } {
  const { job, activePods, pods } = sync;
  const busy = new Set((replacesOnlyFailed(job) ? pods.filter(stays) : activePods).map((pod) => indexOf(job, pod)));
  const pending: number[] = [];
  for (let i = 0; i < completionsOf(job) && pending.length < missing; i += 1)
    if (!busy.has(i) && !sync.succeededIndexes.has(i) && sync.failedIndexes?.has(i) !== true) pending.push(i);
  const pauses = pending.map((index) => {
    const last = sync.delayed.get(index);
    return last === undefined ? 0 : pauseLeft(failuresBefore(last) + 1, finishedAt(last), now);
  });
  const due = pending.filter((_, i) => pauses[i] === 0);
  const bodies = due.map((index) => indexedPod(job, template, index, sync.delayed.get(index)));
  return due.length > 0 || pauses.length === 0 ? { bodies } : { bodies, after: Math.min(...pauses) };
}

const stays = (pod: Pod): boolean => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed';

const indexVariable = {
  name: 'JOB_COMPLETION_INDEX',
  valueFrom: { fieldRef: { fieldPath: `metadata.labels['${indexKey}']` } },
};

function indexedPod(job: Job, template: PodTemplateSpec, index: number, replaced: Pod | undefined): unknown {
  const told = (containers: readonly Container[]): readonly Container[] =>
    containers.map((container) =>
      container.env?.some(({ name }) => name === indexVariable.name) === true
        ? container
        : { ...container, env: [...(container.env ?? []), indexVariable] },
    );
  const { metadata, spec } = template;
  const initContainers = spec?.initContainers;
  const indexed: PodTemplateSpec = {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, [indexKey]: String(index) },
      annotations: {
        ...metadata?.annotations,
        [indexKey]: String(index),
        ...(countsByIndex(job) ? failureCounts(job, replaced) : {}),
      },
    },
    spec: {
      ...spec,
      containers: told(spec?.containers ?? []),
      ...(initContainers === undefined ? {} : { initContainers: told(initContainers) }),
      hostname: `${job.metadata.name}-${index}`,
    },
  };
  return podFromTemplate(indexed, job as ApiObject, `${job.metadata.name}-${index}-`);
}
