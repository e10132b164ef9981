import type { Classified } from '../../story/classify.ts';
import { speaker } from '../../story/describe-message.ts';
import { narrate } from '../../story/narrate.ts';
import { stepOf } from '../../story/steps.ts';
import type { Story } from '../../story/tell.ts';
import { tell } from '../../story/tell.ts';
import { whyChain } from '../../story/why-chain.ts';
import { commandsInOrder } from './commands-in-order.ts';
import type { Format } from './format.ts';

const time = (ms: number): string => `${(ms / 1000).toFixed(3)} s`.padStart(11);

/** The story as text: each stop with its sentences, each message with its time, from, to, what, and why. */
export const transcript: Format = (trace, { write }) => {
  const story = tell(trace);
  const { name, title, seed } = trace.scenario;
  write(`${title} (${name}), Kubernetes ${trace.version}, seed ${seed}\n`);
  for (const stop of story.stops) {
    const { title, purpose, text, oftenToldAs } = narrate(story, stop);
    const number =
      stop.kind === 'moment' ? `at ${(stop.at / 1000).toFixed(3)} s, step ${stop.step}` : `step ${stop.step} of 7`;
    write(`\n${number}: ${title}. ${purpose}\n  ${text}\n`);
    if (oftenToldAs !== undefined) write(`  Often told as "${oftenToldAs.told}". ${oftenToldAs.really}\n`);
    for (const told of stop.messages) write(`${lineOf(story, told)}\n`);
  }
  for (const { at, command, stdout, stderr, code } of commandsInOrder(trace)) {
    write(`\n${time(at)}  $ ${command}\n`);
    for (const line of `${stdout}${stderr}`.trimEnd().split('\n')) write(`             ${line}\n`);
    if (code !== 0) write(`             (exit code ${code})\n`);
  }
  const absent = [1, 2, 3, 4, 5, 6, 7].filter((step) => !story.stops.some((stop) => stop.step === step));
  if (absent.length > 0) write(`\nNot in this run: ${absent.map((step) => stepOf(step as 1).verb).join(', ')}.\n`);
};

function lineOf(story: Story, { message, label }: Classified): string {
  const [, why] = whyChain(story, message.id);
  const because = why === undefined ? '' : `  (why: ${why.what}, ${why.who})`;
  return `${time(message.sentAt)}  ${speaker(message.from)} → ${speaker(message.to)}: ${label}${because}`;
}
