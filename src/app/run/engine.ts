import { readScenario } from '../../scenario/read-scenario.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Computed } from './compute-run.ts';

/** Scenario text to trace. A fault of ours is thrown; a person's is returned. */
export function compute(text: string, fileName: string): Computed {
  const read = readScenario(text, fileName);
  return 'problems' in read ? { problems: read.problems } : { trace: simulate(read.scenario) };
}
