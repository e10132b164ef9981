import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/simulation/simulate.ts';
import { invariants } from '../../src/trace/invariants/index.ts';
import {
  agreement,
  ourChanges,
  ourEvents,
  ourSeries,
  recordedChanges,
  recordedEvents,
  recordedSeries,
  recording,
  scenarioOf,
  withOurNames,
} from './recording.ts';

/** Recordings whose series, events and requests are the same, whatever the luck. */
const same = [
  'bare-pod-with-pull',
  'bare-pod-image-present',
  'delete-sigterm',
  'delete-ignores-sigterm',
  'delete-prestop',
  'readiness-http',
  'startup-probe',
  'liveness-exec',
  'liveness-http-500',
  'liveness-tcp-refused',
  'too-big-then-room',
  'init-containers',
  'serialized-pulls',
  'missing-configmap-env',
  'missing-secret-volume',
  'process-ends-and-restarts',
  'outofcpu-nodename',
  'service-kinds',
  'endpoints-while-terminating',
  'deployment-and-service',
  'job-success',
  'job-backofflimit',
  'resize-in-place',
];

describe('a run beside its recording on a real node', () => {
  for (const name of same) {
    const recorded = recording(name);
    const trace = simulate(scenarioOf(recorded));
    it(`${name}: kubectl get pods -w shows the same series`, () => {
      expect(ourSeries(trace)).toEqual(recordedSeries(recorded));
    });
    it(`${name}: the same events with the same words`, () => {
      expect(ourEvents(trace)).toEqual(recordedEvents(recorded));
    });
    it(`${name}: the same changing requests, but for conflicts and repeated events`, () => {
      expect(agreement(recordedChanges(recorded), ourChanges(trace))).toBeGreaterThanOrEqual(0.95);
    });
    it(`${name}: everything that must always hold, holds`, () => {
      for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
    });
  }

  it('a bare Pod makes the recorded requests in the recorded order', () => {
    const recorded = recording('bare-pod-with-pull');
    const creation = {
      ...recorded,
      audit: recorded.audit.filter(({ ms }) => ms < 3000),
      steps: recorded.steps.slice(0, 1),
    };
    expect(ourChanges(simulate(scenarioOf(creation)))).toEqual(recordedChanges(creation));
  });

  it('a bad tag alternates between ErrImagePull and ImagePullBackOff', () => {
    const recorded = recording('wrong-tag');
    const trace = simulate(scenarioOf(recorded));
    const [shown] = Object.values(ourSeries(trace));
    const [wanted] = Object.values(recordedSeries(recorded));
    expect(shown?.slice(0, 7)).toEqual(wanted?.slice(0, 7));
    expect(ourEvents(trace)).toEqual(recordedEvents(recorded));
  });

  it('a crashing container shows Error during its wait, and CrashLoopBackOff only right before its restart', () => {
    const recorded = recording('crashloop-exit-1');
    const trace = simulate(scenarioOf(recorded));
    const [shown] = Object.values(ourSeries(trace));
    const [wanted] = Object.values(recordedSeries(recorded));
    expect(shown?.slice(0, 9)).toEqual(wanted?.slice(0, 9));
    expect(ourEvents(trace)).toEqual(recordedEvents(recorded));
  });

  it('a deleted Pod of a Deployment is replaced', () => {
    const recorded = recording('self-healing-pod-deleted');
    const trace = simulate(scenarioOf(withOurNames(recorded)));
    expect(ourEvents(trace)).toEqual(recordedEvents(recorded));
    expect(agreement(recordedChanges(recorded), ourChanges(trace))).toBeGreaterThanOrEqual(0.93);
  });

  it('an update rolls through the same states', () => {
    const recorded = recording('rolling-update');
    const trace = simulate(scenarioOf(recorded));
    expect(agreement(recordedChanges(recorded), ourChanges(trace))).toBeGreaterThanOrEqual(0.93);
  });
});
