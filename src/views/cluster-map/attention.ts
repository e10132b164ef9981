import { type Stop, stopAt } from '../../story/stops.ts';
import type { Story } from '../../story/tell.ts';
import { laneOf } from '../../trace/address.ts';
import type { Frame } from '../../trace/frame.ts';
import type { Message } from '../../trace/trace.ts';

/** What matters at the cursor: the processes and messages of the current step so far. */
export interface Attention {
  readonly stop: Stop | undefined;
  readonly lit: ReadonlySet<string>;
  readonly acting: ReadonlySet<string>;
  /** Messages of the step that were sent. */
  readonly sent: readonly Message[];
  readonly nodes: ReadonlySet<string>;
}

export function attentionAt({ stops, showings }: Story, frame: Frame, flying: readonly Message[]): Attention {
  const stop = stopAt(stops, frame.at);
  const sent = (stop?.messages ?? [])
    .map(({ message }) => message)
    .filter(({ id, sentAt }) => (showings.get(id)?.from ?? sentAt) < frame.at);
  const acting = new Set(flying.flatMap(({ from, to }) => [laneOf(from), laneOf(to)]));
  const lit = new Set([...sent.flatMap(({ from, to }) => [laneOf(from), laneOf(to)]), ...acting]);
  if (frame.at === 0) lit.add('kubectl');
  if (lit.size === 0) lit.add('kube-apiserver');
  const nodes = new Set([...lit].filter((lane) => lane.includes('/')).map((lane) => lane.slice(0, lane.indexOf('/'))));
  return { stop, lit, acting, sent, nodes };
}
