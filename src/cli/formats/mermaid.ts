import { stepOf } from '../../story/steps.ts';
import { tell } from '../../story/tell.ts';
import { laneOf } from '../../trace/address.ts';
import type { Message } from '../../trace/trace.ts';
import type { Format } from './format.ts';

const arrows: Readonly<Record<Message['role'], string>> = { request: '->>', answer: '-->>', event: '-)' };

/** Mermaid reads no `;` and no `#` in a label as they are. */
const safe = (label: string): string => label.replaceAll('#', '#35;').replaceAll(';', '#59;').replaceAll('\n', ' ');
const id = (lane: string): string => lane.replaceAll(/[^A-Za-z0-9]/g, '_');

/** The sequence diagram at the level of the seven steps, as Mermaid text. */
export const mermaid: Format = (trace, { write }) => {
  const story = tell(trace);
  const lanes = new Set(
    story.rows.flatMap(({ messages: [{ message }] }) => [laneOf(message.from), laneOf(message.to)]),
  );
  write('sequenceDiagram\n');
  for (const lane of lanes) write(`    participant ${id(lane)} as ${lane}\n`);
  let step = 0;
  for (const { label, messages } of story.rows) {
    const [{ message, step: here, failed }] = messages;
    if (here !== undefined && here > step) {
      step = here;
      write(`    Note over ${id([...lanes][0] ?? '')}: ${step} ${stepOf(here).verb}\n`);
    }
    const arrow = failed ? '-x' : arrows[message.role];
    write(`    ${id(laneOf(message.from))}${arrow}${id(laneOf(message.to))}: ${safe(label)}\n`);
  }
};
