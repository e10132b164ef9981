import type { Level } from '../../story/level.ts';
import { showingAt } from '../../story/pacing.ts';
import type { Story } from '../../story/tell.ts';
import { laneOf } from '../../trace/address.ts';
import { countUpTo } from '../../trace/binary-search.ts';
import { type Frame, frameAt } from '../../trace/frame.ts';
import type { Message } from '../../trace/trace.ts';

/** What a request passes inside kube-apiserver, in order. */
export const phases = ['authn', 'authz', 'decode', 'admit', 'validate', 'store'] as const;

export interface RequestInside {
  /** Place in `phases` of the one it is in. */
  readonly phase: number;
  readonly done: boolean;
  readonly refusedIn?: number;
}

/** How far back to look for a request that is still inside. */
const window = 400;

/** The request of the story that is inside kube-apiserver at the cursor. */
export function requestInside(story: Story, { at }: Frame, level: Level): RequestInside | undefined {
  const { index, classes, showings } = story;
  const sent = countUpTo(index.messages, at, (message) => message.sentAt);
  /** When the message is shown later than it was sent, its passage is too. */
  const then = (message: Message) => at - (showingAt(showings, level, message).from - message.sentAt);
  const candidates = index.messages.slice(Math.max(0, sent - window), sent).filter((message) => {
    if (message.body.type !== 'http-request' || laneOf(message.to) !== 'kube-apiserver') return false;
    if (message.body.verb === 'watch' || message.receivedAt > then(message)) return false;
    return (index.answerOf.get(message.id)?.sentAt ?? Number.POSITIVE_INFINITY) > then(message);
  });
  const request = candidates.findLast(({ id }) => classes.get(id)?.level === 'story');
  return request && passage(frameAt(index, then(request)), request);
}

function passage(frame: Frame, request: Message): RequestInside {
  const state = frame.state(request.to) ?? '';
  const answer = frame.index.answerOf.get(request.id);
  const found = stateWords.findIndex((words) => words.test(state));
  if (/respond|refus|reject|answer|closed/i.test(state)) {
    const refused = answer?.body.type === 'http-answer' && answer.body.code >= 400;
    const last = lastPhase(frame, request.to);
    return refused ? { phase: last, done: false, refusedIn: last } : { phase: phases.length, done: true };
  }
  return { phase: found < 0 ? sharedPhase(frame, request, answer) : found, done: false };
}

const stateWords = [/authenticat/i, /authoriz/i, /decod/i, /mutat/i, /validat|admitting/i, /stor|commit|writ/i];

/** Without a statechart: time since arrival as a share of the time inside. */
function sharedPhase(frame: Frame, request: Message, answer: Message | undefined): number {
  const span = (answer?.sentAt ?? frame.at) - request.receivedAt;
  const share = span > 0 ? (frame.at - request.receivedAt) / span : 1;
  return Math.min(phases.length - 1, Math.floor(share * phases.length));
}

/** The last phase that a refused request was in before it was refused. */
function lastPhase(frame: Frame, who: string): number {
  const states = (frame.index.transitions.get(who) ?? []).filter(({ at }) => at <= frame.at).map(({ to }) => to);
  return Math.max(0, ...states.map((state) => stateWords.findIndex((words) => words.test(state))));
}
