import { isMap, parseDocument, YAMLSeq } from 'yaml';
import { settledDefaults } from '../scenario/defaults.ts';
import { durationMs } from '../scenario/duration.ts';
import { clock } from '../story/words.ts';
import type { Choices } from './choices.ts';
import type { Documents } from './documents.ts';

/** One more action of the scenario: a command or a fault. */
export type Intervention =
  | { readonly kubectl: string }
  | { readonly fault: string; readonly target?: string }
  | { readonly heal: string; readonly target?: string };

/** Acts at the cursor. The run up to there stays as it was, so the cursor stays too. */
export function intervene(intervention: Intervention): (now: Choices) => Partial<Choices> {
  return ({ documents, cursor }) => {
    const changed = withAction(documents, cursor, intervention);
    const awaited = 'kubectl' in intervention ? Math.round(cursor) : undefined;
    const forks = 'kubectl' in intervention && changes(intervention.kubectl);
    const notice = forks ? `From ${clock(cursor)} s on this is another run: the command was typed there.` : undefined;
    return { documents: changed, running: changed, builtIn: undefined, started: true, notice, awaited };
  };
}

/** Commands that only read; after any other the run goes on differently. */
const reading =
  /^(api-resources|api-versions|auth|cluster-info|config|describe|diff|events|explain|get|help|logs|options|rollout (history|status)|top|version|wait)\b/;

const changes = (kubectl: string): boolean => !reading.test(kubectl.trim());

/** The scenario with one more action, in time order. */
export function withAction(documents: Documents, at: number, intervention: Intervention): Documents {
  const document = parseDocument(documents.scenario, { logLevel: 'silent' });
  if (document.errors.length > 0) return documents;
  const known = document.getIn(['spec', 'actions']);
  const actions = known instanceof YAMLSeq ? known : new YAMLSeq();
  const action = document.createNode({ at: `${Math.round(at) / 1000}s`, ...intervention });
  if (isMap(action)) action.flow = true;
  const place = actions.items.findIndex((item) => timeOf(item) > at);
  actions.items.splice(place < 0 ? actions.items.length : place, 0, action);
  document.setIn(['spec', 'actions'], actions);
  // At its end a run has no time left in which anything could come of it.
  const until = document.getIn(['spec', 'until']);
  if (at > (durationMs(String(until)) ?? settledDefaults.until) - room)
    document.setIn(['spec', 'until'], `${Math.ceil((at + room) / 1000)}s`);
  return { ...documents, scenario: document.toString({ lineWidth: 0 }) };
}

/** Virtual ms that a run goes on at least after something was done. */
const room = 10_000;

/** Time of an action in ms; the first one may have none. */
function timeOf(item: unknown): number {
  return durationMs(isMap(item) ? String(item.get('at') ?? '0s') : '0s') ?? 0;
}
