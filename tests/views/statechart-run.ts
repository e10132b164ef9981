import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { chartDefinitions } from '../../src/simulation/chart-definitions.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { type Story, tell } from '../../src/story/tell.ts';
import { countUpTo } from '../../src/trace/binary-search.ts';
import type { ChartDefinition } from '../../src/trace/chart-definition.ts';
import { chartRoutes } from '../../src/trace/chart-route.ts';
import { actorLife } from '../../src/views/statechart/actor-life.ts';
import { type ChartProgress, chartProgress, refusedStates } from '../../src/views/statechart/chart-progress.ts';

const definitions = chartDefinitions();
const stories = new Map<string, Story>();

export function definitionOf(machine: string): ChartDefinition {
  const definition = definitions[machine];
  if (!definition) throw new Error(`no machine is called ${machine}`);
  return definition;
}

/** A scenario of the catalog, run once for all tests. */
export function storyOf(name: string): Story {
  const known = stories.get(name);
  if (known) return known;
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', `${name}.yaml`);
  if ('problems' in read) throw new Error(`${name} cannot be read`);
  const story = tell(simulate(read.scenario));
  stories.set(name, story);
  return story;
}

/** One actor of a scenario at a moment, as its chart shows it. */
export function chartAt(
  name: string,
  address: string,
  at: number,
): { readonly progress: ChartProgress; readonly refused: ReadonlySet<string> } {
  const { index } = storyOf(name);
  const actor = index.trace.actors.find((each) => each.address === address);
  if (!actor) throw new Error(`nobody has the address ${address}`);
  const { transitions, decisions } = actorLife(index, actor);
  const routes = chartRoutes(definitionOf(actor.machine));
  const progress = chartProgress(
    routes,
    transitions,
    countUpTo(transitions, at, (each) => each.at),
  );
  return { progress, refused: refusedStates(progress, decisions, at) };
}
