import { mostMessagesInBrowser } from '../../scenario/limits.ts';
import { readScenario } from '../../scenario/read-scenario.ts';
import { chartDefinitions } from '../../simulation/chart-definitions.ts';
import { RunTooLong } from '../../simulation/engine/run-too-long.ts';
import { simulate } from '../../simulation/simulate.ts';
import { putTogether, takeApart } from '../document-text.ts';
import type { Documents } from '../documents.ts';
import type { Computed } from './compute-run.ts';

/** What the page asks of the worker. All reading of YAML happens there. */
export type Order =
  | { readonly type: 'take apart'; readonly text: string; readonly fileName: string }
  | { readonly type: 'run'; readonly documents: Documents }
  | { readonly type: 'charts' };

/** The documents of a text, the run of documents, the machines that run. A fault of ours is thrown; a person's is returned. */
export function carryOut(order: Order): Documents | Computed | ReturnType<typeof chartDefinitions> {
  if (order.type === 'charts') return chartDefinitions();
  if (order.type === 'take apart') return takeApart(order.text, order.fileName);
  const read = readScenario(putTogether(order.documents), 'scenario.yaml');
  if ('problems' in read) return { problems: read.problems };
  try {
    return { trace: simulate(read.scenario, mostMessagesInBrowser) };
  } catch (fault) {
    if (!(fault instanceof RunTooLong)) throw fault;
    return { problems: [{ file: 'scenario.yaml', line: 1, column: 1, what: fault.message, remedy: fault.remedy }] };
  }
}
