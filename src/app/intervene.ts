import { isMap, parseDocument, YAMLSeq } from 'yaml';
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
    return { documents: changed, running: changed, builtIn: undefined, started: true, notice: undefined };
  };
}

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
  return { ...documents, scenario: document.toString({ lineWidth: 0 }) };
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Time of an action in ms; the first one may have none. */
function timeOf(item: unknown): number {
  const at = isMap(item) ? String(item.get('at') ?? '0s') : '0s';
  return [...at.matchAll(/([\d.]+)(h|ms|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
}
