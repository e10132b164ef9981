import type { Scenario } from '../scenario/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { allRules } from './rules/all.ts';
import { runScenario } from './run-scenario.ts';

/** Runs a scenario to its end, with everything that PodScope knows. */
export const simulate = (scenario: Scenario): Trace => runScenario(scenario, { rules: allRules });
