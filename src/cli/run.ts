import { simulate } from '../simulation/simulate.ts';
import { readArguments } from './arguments.ts';
import { formats } from './formats/index.ts';
import { BadInput, scenariosFor } from './scenarios.ts';

/** `podscope run`: the exit code. */
export function run(words: readonly string[]): number {
  const given = readArguments(words);
  if (typeof given === 'string') return bad(`${given}; see podscope --help`);
  const format = formats[given.output];
  if (format === undefined)
    return bad(`--output ${given.output}: there is no such format; use one of: ${Object.keys(formats).join(', ')}`);
  try {
    const scenarios = scenariosFor(given);
    for (const scenario of scenarios) {
      const trace = simulate(scenario);
      for (const note of trace.notModelled)
        process.stderr.write(
          `not modelled: ${note.about}: ${note.path === undefined ? '' : `${note.path}: `}${note.says}\n`,
        );
      format(trace, {
        name: scenarios.length > 1 ? scenario.name : undefined,
        write: (text) => process.stdout.write(text),
      });
    }
    return 0;
  } catch (problem) {
    if (problem instanceof BadInput) return bad(problem.message);
    throw problem;
  }
}

function bad(message: string): number {
  process.stderr.write(`podscope: ${message}\n`);
  return 2;
}
