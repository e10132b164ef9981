import { mostMessagesInBrowser } from '../../scenario/limits.ts';
import { readScenario } from '../../scenario/read-scenario.ts';
import { inCluster, type Scenario } from '../../scenario/scenario.ts';
import { CannotRun } from '../../simulation/cannot-run.ts';
import { chartDefinitions } from '../../simulation/chart-definitions.ts';
import { asksForDocumentation, firstRulesAreEnough } from '../../simulation/rules/enough.ts';
import { firstRules } from '../../simulation/rules/first.ts';
import { NotAmongFirst } from '../../simulation/rules/not-among-first.ts';
import type { Rules } from '../../simulation/rules/rules.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Finding } from '../check/finding.ts';
import { putTogether, takeApart } from '../document-text.ts';
import { type Documents, scenarioFile } from '../documents.ts';
import type { Wanted } from '../what-if/apply/wanted.ts';
import type { Proved } from '../what-if/prove.ts';
import type { Computed } from './compute-run.ts';

/** What the page asks of the worker. All reading of YAML happens there. */
export type Order =
  | { readonly type: 'take apart'; readonly text: string; readonly fileName: string }
  | { readonly type: 'run'; readonly documents: Documents }
  | { readonly type: 'check'; readonly documents: Documents }
  /** What the run with some changes makes of the Pods of one maker, without the run itself. */
  | { readonly type: 'prove'; readonly wanted: Wanted; readonly maker: string }
  | { readonly type: 'charts' };

type Done = Documents | Computed | Proved | readonly Finding[] | ReturnType<typeof chartDefinitions>;

/** The documents of a text, the run of documents, the machines that run. A fault of ours is thrown; a person's is returned. */
export async function carryOut(order: Order): Promise<Done> {
  if (order.type === 'charts') return chartDefinitions();
  if (order.type === 'take apart') return takeApart(order.text, order.fileName);
  if (order.type === 'check') {
    const { checkDocuments } = await import('../check/check-documents.ts');
    return checkDocuments(order.documents, await importedIn(order.documents));
  }
  if (order.type === 'prove') return (await import('../what-if/prove.ts')).prove(order, carryOut);
  const read = readScenario(putTogether(order.documents), scenarioFile);
  if ('problems' in read) return { problems: read.problems };
  const imported = await importedIn(order.documents);
  const scenario = imported ? inCluster(read.scenario, imported) : read.scenario;
  try {
    return { trace: await traceOf(scenario) };
  } catch (fault) {
    if (!(fault instanceof CannotRun)) throw fault;
    return { problems: [{ file: scenarioFile, line: 1, column: 1, what: fault.message, remedy: fault.remedy }] };
  }
}

/** The objects of a person's own cluster, where there is one. */
async function importedIn({ imported: own }: Documents) {
  return own && (await (await import('../own-cluster/own-objects.ts')).ownObjects(own));
}

/** With the first rules as long as they are enough; a run that comes upon something else begins anew with all of them. */
async function traceOf(scenario: Scenario): Promise<Trace> {
  const run = (rules: Rules): Trace => runScenario(scenario, { rules, mostMessages: mostMessagesInBrowser });
  if (firstRulesAreEnough(scenario)) {
    try {
      return run(firstRules);
    } catch (missing) {
      if (!(missing instanceof NotAmongFirst)) throw missing;
    }
  }
  return run(await otherRules(scenario));
}

/** The code of what a scenario does not need is not waited for. */
async function otherRules(scenario: Scenario): Promise<Rules> {
  if (asksForDocumentation(scenario)) return (await import('../../simulation/rules/all.ts')).allRules;
  const { rulesWithoutDocumentation } = await import('../../simulation/rules/without-documentation.ts');
  return rulesWithoutDocumentation;
}
