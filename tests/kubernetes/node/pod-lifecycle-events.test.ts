import { describe, expect, it } from 'vitest';
import { startedOrDied } from '../../../src/kubernetes/node/pod-lifecycle-events.ts';
import {
  nothingRuns,
  type PodRuntimeStatus,
  type RuntimeContainer,
} from '../../../src/kubernetes/node/runtime-status.ts';

const sandbox = (ready: boolean): PodRuntimeStatus => ({ sandboxes: [{ id: 's', attempt: 0, ready }], containers: [] });
const container = (state: RuntimeContainer['state']): PodRuntimeStatus => ({
  sandboxes: [],
  containers: [{ id: 'c', state } as RuntimeContainer],
});

describe('between two looks of the PLEG', () => {
  it.each([
    ['a sandbox that is made', nothingRuns, sandbox(true)],
    ['a sandbox that stops', sandbox(true), sandbox(false)],
    ['a sandbox that vanishes while it is ready', sandbox(true), nothingRuns],
    ['a container that starts', container('created'), container('running')],
    ['a container that exits', container('running'), container('exited')],
    ['a container that came and went', nothingRuns, container('exited')],
    ['a container that vanishes while it runs', container('running'), nothingRuns],
    ['a container that vanishes before it was started', container('created'), nothingRuns],
  ])('%s is a reason to sync the Pod', (_what, before, now) => {
    expect(startedOrDied(before, now)).toBe(true);
  });

  it.each([
    ['a container that is created', nothingRuns, container('created')],
    ['a container that goes on', container('running'), container('running')],
    ['a dead container that is removed', container('exited'), nothingRuns],
    ['a stopped sandbox that is removed', sandbox(false), nothingRuns],
  ])('%s is none', (_what, before, now) => {
    expect(startedOrDied(before, now)).toBe(false);
  });
});
