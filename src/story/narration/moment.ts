import type { Happening } from '../happenings/happening.ts';
import { happenings } from '../happenings/index.ts';
import { longSentence } from '../long-sentence.ts';
import type { Narrator } from './narration.ts';
import { printedNow } from './printed-now.ts';

/** A caption has room for this many sentences beside what kubectl prints. */
const most = 5;

/** A stop further in time: what happened since the stop before, in order, and what kubectl prints now. */
export const narrateMoment: Narrator = (story, stop) => {
  const told = shortened(happenings(story, { from: stop.from, to: stop.at }));
  const [first] = stop.messages;
  const said = told.length > 0 ? told : [first ? longSentence(story.index, first.message) : 'Time passed.'];
  return [...said, ...printedNow(story, stop)].join(' ');
};

/** The first, what the rest follows from, and the latest of the others. */
function shortened(told: readonly Happening[]): readonly string[] {
  const needed = told.filter(({ main }, i) => i === 0 || main === true);
  const others = told.filter((each) => !needed.includes(each));
  const room = Math.max(0, most - needed.length);
  const kept = new Set([...needed, ...others.slice(Math.max(0, others.length - room))]);
  return told.filter((each) => kept.has(each)).map(({ says }) => says);
}
