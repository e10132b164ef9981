import type { Classified } from '../classify.ts';
import { longSentence } from '../long-sentence.ts';
import type { Narrator } from '../narrate.ts';
import { statusOf } from '../pod-status.ts';
import { podsAt } from '../run-facts.ts';
import { moment } from '../words.ts';

/** A stop further in time: what opened it, what failed in it, and what kubectl prints afterwards. */
export const narrateMoment: Narrator = (story, stop) => {
  const command = story.index.trace.commands.find(({ at }) => at > stop.from && at <= stop.at);
  const opened = stop.messages[0];
  const failure = stop.messages.find(({ failed }) => failed);
  const said = command
    ? `At ${moment(command.at)} you typed ${command.command}.`
    : opened
      ? sentence(story, opened)
      : '';
  const then = failure && failure !== opened ? sentence(story, failure) : '';
  const pods = podsAt(story.facts, stop.at);
  const prints = pods.length === 1 && pods[0] ? `kubectl get pods now prints ${statusOf(pods[0]).status}.` : '';
  return [said, then, then ? '' : prints].filter(Boolean).join(' ');
};

const sentence = (story: Parameters<Narrator>[0], { message }: Classified) => longSentence(story.index, message);
