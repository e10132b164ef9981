import { commands } from '../kubernetes/kubectl/commands/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { runScenario } from './run-scenario.ts';

/** Runs a scenario to its end, with every kubectl command there is. */
export const simulate = (scenario: Scenario): Trace => runScenario(scenario, { commands });
