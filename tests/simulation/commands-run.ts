import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** A run of kubectl commands, a second apart or as many as `apart` says; `cluster` is YAML below `cluster:`, `files` are by name. */
export function runOfCommands(given: {
  readonly actions: readonly string[];
  readonly cluster?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly as?: string;
  readonly until?: string;
  readonly apart?: number;
}): Trace {
  const { actions, cluster, files = {}, as, until, apart = 1 } = given;
  const user = as === undefined ? '' : `, as: ${as}`;
  const lines = [
    'apiVersion: podscope.dev/v1',
    'kind: Scenario',
    'metadata: { name: run }',
    'spec:',
    `  until: ${until ?? `${actions.length * apart + 2}s`}`,
    ...(cluster === undefined ? [] : [`  cluster:${cluster}`]),
    `  files: ${JSON.stringify(files)}`,
    '  actions:',
    ...actions.map((command, i) => `    - { at: ${i * apart}s, kubectl: ${JSON.stringify(command)}${user} }`),
  ];
  const read = readScenario(lines.join('\n'), 'run.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('\n'));
  return simulate(read.scenario);
}
