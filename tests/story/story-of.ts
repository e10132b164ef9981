import { around } from '../../src/app/documents.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Stop } from '../../src/story/stops.ts';
import { type Story, tell } from '../../src/story/tell.ts';

/** The story of a scenario that ships. */
export const storyOf = (name: string): Story =>
  storyFrom(catalog.find((entry) => entry.name === name)?.text ?? '', name);

/** The story of `kubectl create -f` with this file. */
export const storyOfManifest = (text: string): Story => {
  const { scenario } = around('app.yaml', text);
  const files = text.replace(/^/gm, '      ');
  return storyFrom(`${scenario}  files:\n    app.yaml: |\n${files}\n`, 'app');
};

/** The story of a Scenario file. */
export function storyFrom(text: string, name = 'scenario'): Story {
  const read = readScenario(text, name);
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('\n'));
  return tell(simulate(read.scenario));
}

/** Where the first play of a step ends. */
export function stopOfStep({ stops }: Story, step: number): Stop {
  const found = stops.find((stop) => stop.step === step && stop.kind === 'step');
  if (!found) throw new Error(`step ${step} is not in this run`);
  return found;
}
