import { happenings } from '../happenings/index.ts';
import { longSentence } from '../long-sentence.ts';
import type { Narrator } from './narration.ts';
import { printedNow } from './printed-now.ts';

/** A caption has room for this many sentences beside what kubectl prints. */
const most = 5;

/** A stop further in time: what happened since the stop before, in order, and what kubectl prints now. */
export const narrateMoment: Narrator = (story, stop) => {
  const told = happenings(story, { from: stop.from, to: stop.at }).map(({ says }) => says);
  const [first] = stop.messages;
  const said = told.length > 0 ? told : [first ? longSentence(story.index, first.message) : 'Time passed.'];
  const shown = said.length <= most ? said : [...said.slice(0, 1), ...said.slice(1 - most)];
  return [...shown, ...printedNow(story, stop)].join(' ');
};
