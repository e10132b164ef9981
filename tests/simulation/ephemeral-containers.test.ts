import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import { runOfCommands } from './commands-run.ts';
import { statesOf } from './run-of.ts';

describe('an ephemeral container', () => {
  const trace = runOfCommands({
    actions: [
      'run app --image nginx',
      'get pods',
      'debug app --image busybox:1.28 -c debugger -- sh -c "echo hello; sleep 4"',
      'logs app -c debugger',
      'get pods',
    ],
    apart: 8,
  });
  const states = statesOf<Pod>(trace, 'pods/default/app');
  const seen = states.flatMap(({ status }) => (status?.ephemeralContainerStatuses ?? []).slice(0, 1));

  it('waits, runs and ends in the status, never ready and never begun again', () => {
    const kinds = seen.map(({ state }) => Object.keys(state ?? {})[0]);
    expect(kinds.filter((kind, i) => kind !== kinds[i - 1])).toEqual(['waiting', 'running', 'terminated']);
    expect(
      seen.every(({ ready, restartCount, started }) => !ready && restartCount === 0 && started === undefined),
    ).toBe(true);
    expect(seen.at(-1)?.state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  });

  it('leaves the Pod as it is: phase, readiness, what is printed', () => {
    const later = states.filter(({ status }) => (status?.ephemeralContainerStatuses ?? []).length > 0);
    expect(new Set(later.map(({ status }) => status?.phase))).toEqual(new Set(['Running']));
    expect(trace.commands.at(-1)?.stdout).toMatch(/^app +1\/1 +Running +0 /m);
  });

  it('is read like any other', () => {
    expect(trace.commands.find(({ command }) => command.startsWith('kubectl logs'))?.stdout).toBe('hello\n');
    expect(trace.notModelled).toEqual([]);
  });

  it('is told of under its own place in the Pod', () => {
    const paths = trace.writes
      .filter(({ key }) => key.startsWith('events/'))
      .map(({ object }) => (object as { involvedObject?: { fieldPath?: string } }).involvedObject?.fieldPath);
    expect(paths).toContain('spec.ephemeralContainers{debugger}');
  });
});
