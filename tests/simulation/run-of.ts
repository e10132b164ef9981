import { expect } from 'vitest';
import type { ApiObject, KubeEvent } from '../../src/kubernetes/api/types.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { invariants } from '../../src/trace/invariants/index.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** A run of some commands over some files, in which everything that must always hold does. */
export function runOf(
  files: Readonly<Record<string, object | readonly object[]>>,
  commands: readonly (readonly [at: string, command: string])[],
  until = '60s',
): Trace {
  const texts = Object.entries(files).map(([name, content]) => {
    const documents: readonly unknown[] = Array.isArray(content) ? content : [content];
    return [name, documents.map((document) => JSON.stringify(document)).join('\n---\n')];
  });
  const scenario = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'facts' },
    spec: {
      until,
      files: Object.fromEntries(texts),
      actions: commands.map(([at, kubectl]) => ({ at, kubectl })),
    },
  };
  const read = readScenario(JSON.stringify(scenario), 'facts.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  const trace = simulate(read.scenario);
  for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
  return trace;
}

/** Each state that an object was given, in order. */
export const statesOf = <T extends ApiObject>(trace: Trace, key: string): readonly T[] =>
  trace.writes.filter((write) => write.key === key).map(({ object }) => object as T);

/** The last state of an object; undefined if it is gone. */
export function lastOf<T extends ApiObject>(trace: Trace, key: string): T | undefined {
  const write = trace.writes.filter((each) => each.key === key).at(-1);
  return write === undefined || write.operation === 'delete' ? undefined : (write.object as T);
}

/** What was created of a resource, in order. */
export const createdOf = <T extends ApiObject>(trace: Trace, resource: string): readonly T[] =>
  trace.writes
    .filter((write) => write.resource === resource && write.operation === 'create')
    .map(({ object }) => object as T);

/** What is there at the end. */
export const thereOf = (trace: Trace, resource: string): readonly string[] =>
  [...new Set(trace.writes.filter((write) => write.resource === resource).map(({ key }) => key))]
    .filter((key) => lastOf(trace, key) !== undefined)
    .map((key) => key.slice(key.lastIndexOf('/') + 1))
    .sort();

/** Events of a component, as `Reason: message`, in order. */
export const eventsOf = (trace: Trace, component: string): readonly string[] =>
  createdOf<ApiObject & KubeEvent>(trace, 'events')
    .filter(({ source }) => source?.component === component)
    .map(({ reason, message }) => `${reason}: ${message}`);

/** What a command printed. */
export const printedBy = (trace: Trace, command: string): string =>
  trace.commands.find((each) => each.command === `kubectl ${command}`)?.stdout ?? '';

export const podTemplate = (labels: object, more: object = {}): object => ({
  metadata: { labels },
  spec: { terminationGracePeriodSeconds: 2, containers: [{ name: 'main', image: 'nginx:1.27' }], ...more },
});
