import { printedStatus } from '../kubernetes/kubectl/printers/pod-status.ts';
import type { Millis } from '../trace/trace.ts';
import type { Classified } from './classify.ts';
import { longSentence } from './long-sentence.ts';
import { narrateAsk } from './narration/ask.ts';
import { narrateConnect } from './narration/connect.ts';
import { narrateMoment } from './narration/moment.ts';
import type { Narration, Narrator } from './narration/narration.ts';
import { narratePlace, refusedPod } from './narration/place.ts';
import { narrateReact } from './narration/react.ts';
import { narrateReport } from './narration/report.ts';
import { narrateRun } from './narration/run.ts';
import { narrateStore } from './narration/store.ts';
import { podsAt } from './run-facts.ts';
import { type StepNumber, stepOf } from './steps.ts';
import { type Stop, stopAt } from './stops.ts';
import type { Story } from './tell.ts';
import { countWord } from './words.ts';

const narrators: Readonly<Record<StepNumber, Narrator>> = {
  1: narrateAsk,
  2: narrateStore,
  3: narrateReact,
  4: narratePlace,
  5: narrateRun,
  6: narrateReport,
  7: narrateConnect,
};

export function narrate(story: Story, stop: Stop): Narration {
  const { verb, purpose, oftenToldAs } = stepOf(stop.step);
  if (stop.kind === 'moment') {
    const held = heldBack(story, stop);
    const text = narrateMoment(story, stop);
    return {
      title: stop.step === 1 ? 'Ask again' : verb,
      purpose: 'further in time',
      text,
      ...(held ? { oftenToldAs: held } : {}),
    };
  }
  const text = narrators[stop.step](story, stop);
  const title = stop.kind === 'absent' ? `${verb}: not in this run` : verb;
  const counted = stop.step === 4 && refusedPod(story, stop) !== undefined;
  const rows = notModelled(story, stop);
  const explains = counted || rows.length > 0 ? { explains: rows, counted } : {};
  const differs = oftenToldAs !== undefined && !('explains' in explains) && applies(story, stop);
  return { title, purpose, text, ...explains, ...(differs ? { oftenToldAs } : {}) };
}

/** Whether the often told version would be told of this very run: of a failure other things matter. */
function applies({ facts, outcome }: Story, { step, at }: Stop): boolean {
  if (outcome.stoppedAt === step) return false;
  if (step === 3) return facts.pods.some(({ owned }) => !owned);
  return step !== 6 || podsAt(facts, at).some((pod) => printedStatus(pod).status === 'Running');
}

/** What the caption says at the cursor: before the first step what is to come, within a step what goes on, at its end what happened. */
export function narrateAt(
  story: Story,
  at: Millis,
): { readonly stop: Stop | undefined; readonly narration: Narration } {
  const stop = stopNow(story, at);
  if (!stop || at === 0) return { stop, narration: introduction(story) };
  return { stop, narration: at < stop.at - 0.01 ? meanwhile(story, stop, at) : narrate(story, stop) };
}

/** The stop whose stretch the cursor is in; on the way to a later moment it has the step of what goes on just now. */
export function stopNow(story: Story, at: Millis): Stop | undefined {
  const stop = stopAt(story.stops, at);
  if (stop?.kind !== 'moment' || at >= stop.at - 0.01) return stop;
  const step = lastBefore(story, stop, at)?.step;
  return step === undefined ? stop : { ...stop, step };
}

const lastBefore = (story: Story, stop: Stop, at: Millis): Classified | undefined =>
  stop.messages.findLast(({ message }) => (story.showings.get(message.id)?.from ?? message.sentAt) < at);

/** Within a step: what goes on, and nothing of the outcome. */
function meanwhile(story: Story, stop: Stop, at: Millis): Narration {
  const { verb, purpose, meanwhile: text } = stepOf(stop.step);
  if (stop.kind !== 'moment') return { title: verb, purpose, text };
  const last = lastBefore(story, stop, at);
  const happened = last
    ? longSentence(story.index, last.message)
    : 'Nothing that changes anything happens for a while.';
  return { title: stop.step === 1 ? 'Ask again' : verb, purpose: 'further in time', text: happened };
}

/** What is said of a crash loop in most books was true once. Seen in recordings of v1.35. */
function heldBack({ facts }: Story, { at }: Stop): Narration['oftenToldAs'] {
  const waits = podsAt(facts, at).some((pod) => {
    const ended = (pod.status?.containerStatuses ?? []).some(
      ({ state, restartCount }) => state?.terminated && restartCount > 0,
    );
    return ended && (pod.spec.restartPolicy ?? 'Always') !== 'Never';
  });
  return waits
    ? {
        told: 'kubectl prints CrashLoopBackOff during the wait',
        really:
          'Older versions did. In v1.35 it stands there only for about a second before the restart; until then how the container ended is printed.',
      }
    : undefined;
}

/** What the manifest asked for here that is not simulated. */
function notModelled({ index }: Story, { from, at }: Stop): string[] {
  return index.trace.notModelled
    .filter((note) => note.at <= at && (note.at > from || from === 0))
    .map(({ about, path, says }) => `Not modelled: ${about}: ${path === undefined ? '' : `${path}: `}${says}`);
}

/** What stands there before the first step is played. */
export function introduction(story: Story): Narration {
  const { verb, purpose } = stepOf(1);
  const kinds = new Map<string, number>();
  for (const { body } of story.stops[0]?.messages.map(({ message }) => message) ?? []) {
    if (body.type === 'http-request' && body.verb === 'create') {
      kinds.set(kindOf(body.requestBody), (kinds.get(kindOf(body.requestBody)) ?? 0) + 1);
    }
  }
  const what = [...kinds]
    .map(([kind, count]) => `${count === 1 ? 'one' : countWord(count)} ${count === 1 ? kind : `${kind}s`}`)
    .join(' and ');
  const text =
    story.present.size === 7 || story.stops.some(({ kind }) => kind === 'absent')
      ? `You are about to create ${what || 'what the file says'}. Seven steps lead from this file to a running container; each one stops, says what happened, and waits for you.`
      : `You are about to create ${what || 'what the file says'}. This run takes ${countWord(story.present.size)} of the seven steps; each one stops, says what happened, and waits for you.`;
  return { title: verb, purpose, text };
}

function kindOf(body: unknown): string {
  const kind = (body as { readonly kind?: unknown } | undefined)?.kind;
  return typeof kind === 'string' ? kind : 'object';
}
