import { describe, expect, it } from 'vitest';
import type { Job, Pod } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, runOf, statesOf, thereOf } from './run-of.ts';

const job = (spec: object, command: readonly string[] = ['sleep', '2'], pod: object = {}): object => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work' },
  spec: {
    ...spec,
    template: {
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 2,
        containers: [{ name: 'main', image: 'busybox', command }],
        ...pod,
      },
    },
  },
});
const key = 'jobs/default/work';
const types = (given: Job | undefined): readonly string[] =>
  (given?.status?.conditions ?? []).map(({ type, reason }) => `${type} ${reason}`);
const create = ['0s', 'create -f job.yaml'] as const;
const secondsOf = (pods: readonly Pod[]): readonly string[] =>
  pods.map(({ metadata }) => metadata.creationTimestamp.slice(-6, -1));

describe('a Job', () => {
  const trace = runOf({ 'job.yaml': job({ completions: 3, parallelism: 2 }) }, [create]);

  it('runs as many Pods at once as it may, until enough have succeeded', () => {
    expect(createdOf<Pod>(trace, 'pods')).toHaveLength(3);
    expect(lastOf<Job>(trace, key)?.status?.succeeded).toBe(3);
    expect(types(lastOf<Job>(trace, key))).toEqual([
      'SuccessCriteriaMet CompletionsReached',
      'Complete CompletionsReached',
    ]);
    expect(eventsOf(trace, 'job-controller').at(-1)).toBe('Completed: Job completed');
  });

  it('keeps its Pods by a finalizer until it has counted them', () => {
    const [pod] = createdOf<Pod>(trace, 'pods');
    expect(pod?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking']);
    expect(lastOf<Pod>(trace, `pods/default/${pod?.metadata.name}`)?.metadata.finalizers).toBeUndefined();
  });

  it('notes the uid of each Pod that is over before it counts it', () => {
    const noted = statesOf<Job>(trace, key).flatMap(({ status }) => status?.uncountedTerminatedPods?.succeeded ?? []);
    expect(new Set(noted)).toEqual(new Set(createdOf<Pod>(trace, 'pods').map(({ metadata }) => metadata.uid)));
    expect(lastOf<Job>(trace, key)?.status?.uncountedTerminatedPods).toEqual({});
  });

  it('takes the labels of its template, which tell its Pods', () => {
    const stored = createdOf<Job>(trace, 'jobs')[0];
    expect(stored?.metadata.labels).toEqual(stored?.spec?.template.metadata?.labels);
    expect(stored?.metadata.labels?.['batch.kubernetes.io/job-name']).toBe('work');
  });
});

describe('a Job whose Pods fail', () => {
  const trace = runOf({ 'job.yaml': job({ backoffLimit: 2 }, ['sh', '-c', 'exit 1']) }, [create]);

  it('waits 10 s, then 20 s, counted from the end of the last, and gives up at the limit', () => {
    expect(createdOf<Pod>(trace, 'pods')).toHaveLength(3);
    expect(types(lastOf<Job>(trace, key))).toEqual([
      'FailureTarget BackoffLimitExceeded',
      'Failed BackoffLimitExceeded',
    ]);
    expect(secondsOf(createdOf<Pod>(trace, 'pods'))).toEqual(['00:00', '00:10', '00:30']);
    expect(eventsOf(trace, 'job-controller').at(-1)).toBe(
      'BackoffLimitExceeded: Job has reached the specified backoff limit',
    );
  });
});

describe('a Job with a deadline', () => {
  const trace = runOf({ 'job.yaml': job({ activeDeadlineSeconds: 10 }, ['sleep', '600']) }, [create]);

  it('deletes its Pod when the time is over, and has failed when the Pod is gone', () => {
    expect(thereOf(trace, 'pods')).toEqual([]);
    expect(types(lastOf<Job>(trace, key))).toEqual(['FailureTarget DeadlineExceeded', 'Failed DeadlineExceeded']);
    const [interim, final] = lastOf<Job>(trace, key)?.status?.conditions ?? [];
    expect(interim?.lastTransitionTime).toBe('2026-01-01T00:00:10Z');
    expect(final?.lastTransitionTime).toBe('2026-01-01T00:00:13Z');
  });
});

describe('an Indexed Job', () => {
  const spec = { completions: 3, parallelism: 3, completionMode: 'Indexed' };
  const trace = runOf({ 'job.yaml': job(spec, ['sh', '-c', 'echo $JOB_COMPLETION_INDEX']) }, [create]);

  it('has one Pod for each index, which knows it by its name, its label and its environment', () => {
    const pods = createdOf<Pod>(trace, 'pods').toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    expect(pods.map(({ spec: { hostname } }) => hostname)).toEqual(['work-0', 'work-1', 'work-2']);
    expect(pods[2]?.metadata.name).toMatch(/^work-2-[a-z0-9]{5}$/);
    expect(pods[2]?.metadata.labels?.['batch.kubernetes.io/job-completion-index']).toBe('2');
    expect(lastOf<Job>(trace, key)?.status?.completedIndexes).toBe('0-2');
  });

  it('may be a success before all indexes are, by its success policy', () => {
    const policy = { successPolicy: { rules: [{ succeededIndexes: '0', succeededCount: 1 }] } };
    const slow = ['sh', '-c', 'if [ "$JOB_COMPLETION_INDEX" = "0" ]; then exit 0; else sleep 600; fi'];
    const early = runOf({ 'job.yaml': job({ ...spec, ...policy }, slow) }, [create]);
    expect(types(lastOf<Job>(early, key))).toEqual(['SuccessCriteriaMet SuccessPolicy', 'Complete SuccessPolicy']);
    expect(lastOf<Job>(early, key)?.status?.completedIndexes).toBe('0');
    expect(lastOf<Job>(early, key)?.status?.failed).toBeUndefined();
  });

  it('fails single indexes by a limit of their own', () => {
    const odd = ['sh', '-c', 'if [ "$JOB_COMPLETION_INDEX" = "1" ]; then exit 1; fi'];
    const own = runOf({ 'job.yaml': job({ ...spec, backoffLimitPerIndex: 1 }, odd) }, [create]);
    expect(lastOf<Job>(own, key)?.status?.failedIndexes).toBe('1');
    expect(lastOf<Job>(own, key)?.status?.completedIndexes).toBe('0,2');
    expect(types(lastOf<Job>(own, key))).toEqual(['FailureTarget FailedIndexes', 'Failed FailedIndexes']);
    const again = createdOf<Pod>(own, 'pods').at(-1);
    expect(again?.metadata.annotations?.['batch.kubernetes.io/job-index-failure-count']).toBe('1');
  });
});

describe('a Job with a policy about failed Pods', () => {
  const rule = (action: string) => ({ action, onExitCodes: { operator: 'In', values: [42] } });
  const run = (action: string) =>
    runOf(
      { 'job.yaml': job({ backoffLimit: 1, podFailurePolicy: { rules: [rule(action)] } }, ['sh', '-c', 'exit 42']) },
      [create],
    );

  it('fails at once where the rule says FailJob', () => {
    const trace = run('FailJob');
    const [pod] = createdOf<Pod>(trace, 'pods');
    expect(createdOf(trace, 'pods')).toHaveLength(1);
    expect(eventsOf(trace, 'job-controller').at(-1)).toBe(
      `PodFailurePolicy: Container main for pod default/${pod?.metadata.name} failed with exit code 42 matching FailJob rule at index 0`,
    );
  });

  it('does not count a failure that the rule ignores', () => {
    const trace = run('Ignore');
    expect(createdOf(trace, 'pods').length).toBeGreaterThan(2);
    expect(lastOf<Job>(trace, key)?.status?.failed).toBeUndefined();
  });
});

describe('a suspended Job', () => {
  const trace = runOf({ 'job.yaml': job({ suspend: true }) }, [
    create,
    ['10s', `patch job work -p '{"spec":{"suspend":false}}'`],
  ]);

  it('has no Pod and no start, until it is resumed', () => {
    expect(eventsOf(trace, 'job-controller').slice(0, 1)).toEqual(['Suspended: Job suspended']);
    expect(secondsOf(createdOf<Pod>(trace, 'pods'))).toEqual(['00:10']);
    expect(lastOf<Job>(trace, key)?.status?.startTime).toBe('2026-01-01T00:00:10Z');
    expect(types(lastOf<Job>(trace, key))[0]).toBe('Suspended JobResumed');
  });
});

describe('a Job that goes', () => {
  it('is deleted with its Pods some time after its end, where it says so', () => {
    const trace = runOf({ 'job.yaml': job({ ttlSecondsAfterFinished: 5 }) }, [create]);
    expect(thereOf(trace, 'jobs')).toEqual([]);
    expect(thereOf(trace, 'pods')).toEqual([]);
  });

  it('leaves no Pod behind that waits to be counted', () => {
    const trace = runOf({ 'job.yaml': job({}, ['sleep', '600']) }, [create, ['10s', 'delete job work']]);
    expect(thereOf(trace, 'pods')).toEqual([]);
  });
});
