import { describe, expect, it } from 'vitest';
import { type AnyStateNode, createMachine } from 'xstate';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { chartDefinition, chartDefinitions } from '../../src/simulation/chart-definitions.ts';
import { requestMachine } from '../../src/simulation/components/kube-apiserver/request.machine.ts';
import { machines } from '../../src/simulation/machines.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { StateDefinition } from '../../src/trace/chart-definition.ts';
import { chartRoutes } from '../../src/trace/chart-route.ts';

const definitions = chartDefinitions();

const statesOf = (state: StateDefinition): readonly StateDefinition[] => [state, ...state.states.flatMap(statesOf)];

/** XState's own actions at the entry and the exit of a state with `after`: they start and cancel its timer. */
const isOfDelay = (action: object): boolean =>
  'type' in action && (action.type === 'xstate.raise' || action.type === 'xstate.cancel');

/** What is written in place within a state: actions and guards that are functions, and not names of the machine. */
function unnamedIn({ path, entry, exit, transitions, always, states }: AnyStateNode): readonly string[] {
  const ways = [...[...transitions.values()].flat(), ...(always ?? [])];
  const used = [...entry, ...exit, ...ways.flatMap(({ actions }) => actions), ...ways.map(({ guard }) => guard)];
  const here = used.filter((each) => typeof each === 'function' && !isOfDelay(each)).map(() => path.join('.'));
  return [...here, ...Object.values(states).flatMap(unnamedIn)];
}

describe('the definition of a chart', () => {
  it('exists for every machine that runs, and is plain data', () => {
    expect(Object.keys(definitions)).toEqual(Object.keys(machines));
    expect(JSON.parse(JSON.stringify(definitions))).toEqual(definitions);
  });

  for (const [name, { root }] of Object.entries(definitions)) {
    const states = statesOf(root);
    const paths = new Set(states.map(({ path }) => path));

    it(`${name} leads nowhere but to states of its own`, () => {
      const targets = states.flatMap(({ transitions, initial }) => [
        ...transitions.flatMap(({ target }) => (target === undefined ? [] : [target])),
        ...(initial === undefined ? [] : [initial]),
      ]);
      expect(targets.filter((target) => !paths.has(target))).toEqual([]);
    });

    it(`${name} names its states without the signs that join paths`, () => {
      expect(states.filter((state) => /[.,]/.test(state.name)).map((state) => state.name)).toEqual([]);
    });

    it(`${name} names all that it does: no action or guard is written in place`, () => {
      const unnamed = machines[name] === undefined ? ['the machine'] : unnamedIn(machines[name].root);
      expect(unnamed).toEqual([]);
    });
  }

  it('of an API request says who refuses: seven phases lead to the answer when it was refused', () => {
    const { root } = chartDefinition(requestMachine);
    const refusing = root.states.filter(({ transitions }) =>
      transitions.some(({ guard, target }) => guard === 'it was refused' && target === 'responding'),
    );
    expect(refusing.map(({ name }) => name)).toEqual([
      'impersonating',
      'authorizing',
      'decoding',
      'mutating',
      'validating',
      'admitting',
      'choosing',
    ]);
  });

  it('of an API request names its delays as the trace does', () => {
    const { root } = chartDefinition(requestMachine);
    expect(root.states[0]?.transitions.at(-1)).toEqual({
      trigger: { on: 'delay', name: 'authenticating' },
      actions: [],
      target: 'authorizing',
    });
  });
});

describe('an action or a guard that is written in place', () => {
  const nothing = (): void => undefined;
  const inner = { go: { guard: () => true, actions: nothing } };
  const states = { a: { entry: nothing, exit: nothing, initial: 'b', states: { b: { on: inner, always: [] } } } };

  it('is found in states within states, at their entry and exit, and along their transitions', () => {
    expect(unnamedIn(createMachine({ initial: 'a', states }).root)).toEqual(['a', 'a', 'a.b', 'a.b']);
  });
});

describe('every transition of a run', () => {
  const routes = Object.fromEntries(Object.entries(definitions).map(([name, each]) => [name, chartRoutes(each)]));

  for (const { name, text } of catalog) {
    it(`is a way through the definition, in ${name}`, () => {
      const read = readScenario(text, `${name}.yaml`);
      if ('problems' in read) throw new Error(`${name} cannot be read`);
      const trace = simulate(read.scenario);
      const machineOf = new Map(trace.actors.map(({ address, machine }) => [address, machine]));
      const lost = trace.transitions.filter((transition) => {
        const chart = routes[machineOf.get(transition.who) ?? ''];
        const restarted = transition.from === '' && transition.at === 0;
        const exists = chart?.states.has(transition.to) && chart.states.has(transition.from);
        return !exists || (!restarted && chart?.route(transition) === undefined);
      });
      expect(lost).toEqual([]);
    });
  }
});
