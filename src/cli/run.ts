import type { Scenario } from '../scenario/scenario.ts';
import { CannotRun } from '../simulation/cannot-run.ts';
import { simulate } from '../simulation/simulate.ts';
import type { NotModelled } from '../trace/trace.ts';
import { readArguments } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import { formats } from './formats/index.ts';
import { scenariosFor } from './scenarios.ts';
import { usage } from './usage.ts';

/** `podscope run`: the exit code. */
export function run(words: readonly string[]): number {
  if (words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage);
    return 0;
  }
  const given = readArguments(words);
  if (typeof given === 'string') return misused(given);
  const format = formats[given.output];
  if (format === undefined)
    return misused(`--output ${given.output}: there is no such format; use one of: ${Object.keys(formats).join(', ')}`);
  try {
    const scenarios = scenariosFor(given);
    for (const scenario of scenarios) for (const line of actionsTooLate(scenario)) tell(line);
    for (const scenario of scenarios) {
      const trace = simulate(scenario);
      for (const note of trace.notModelled) tell(notModelledLine(note));
      format(trace, {
        name: scenarios.length > 1 ? scenario.name : undefined,
        write: (text) => process.stdout.write(text),
      });
    }
    return 0;
  } catch (problem) {
    if (problem instanceof CannotRun) {
      tell(`podscope: ${problem.message}; ${problem.remedy}`);
      return 1;
    }
    if (!(problem instanceof BadInput)) throw problem;
    tell(`podscope: ${problem.message}`);
    return 2;
  }
}

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Bad usage: what is wrong, and how it is meant. */
export function misused(message: string): number {
  tell(`podscope: ${message}\n\n${usage.trimEnd()}`);
  return 2;
}

/** A run ends at `until`; what is to happen later does not happen, and nobody should have to guess that. */
function actionsTooLate({ name, until, actions }: Scenario): readonly string[] {
  return actions.flatMap((action) => {
    if (action.at <= until) return [];
    const what =
      'kubectl' in action
        ? `kubectl ${action.kubectl}`
        : 'fault' in action
          ? `fault ${action.fault}`
          : `heal ${action.heal}`;
    return [
      `podscope: warning: ${name}: "${what}" at ${inSeconds(action.at)} comes after the end of the run at ${inSeconds(until)}; give a later --until`,
    ];
  });
}

const inSeconds = (ms: number): string => `${ms / 1000}s`;

const notModelledLine = ({ about, path, says }: NotModelled): string =>
  `not modelled: ${about}: ${path === undefined ? '' : `${path}: `}${says}`;
