import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { type Story, tell } from '../../src/story/tell.ts';

/** The story of a scenario that ships. */
export function storyOf(name: string): Story {
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', name);
  if ('problems' in read) throw new Error('this scenario ships and cannot be read');
  return tell(simulate(read.scenario));
}
