import { useEffect } from 'react';
import { shownAt } from '../story/level.ts';
import { stopAt } from '../story/stops.ts';
import type { Story } from '../story/tell.ts';
import type { EntryId, Millis } from '../trace/trace.ts';
import type { Choices } from './choices.ts';
import { choices, choose } from './store.ts';

/** Moves the cursor while the run plays: real time through the pacing to cluster time. */
export function usePlayback(story: Story | undefined, playing: boolean): void {
  useEffect(() => {
    if (!story || !playing) return;
    let before: number | undefined;
    let request = 0;
    const tick = (now: number) => {
      // A hidden tab gets no frames; what was missed is not made up for.
      const passed = before === undefined ? 0 : Math.min(now - before, 100);
      before = now;
      choose((state) => advanced(story, state, passed));
      if (choices().playing) request = requestAnimationFrame(tick);
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [story, playing]);
}

function advanced(story: Story, state: Choices, passed: number): Partial<Choices> {
  const pacing = story.pacing(state.level);
  const { loop } = state;
  const goal = loop?.to ?? state.until ?? story.index.trace.scenario.until;
  const next = pacing.toCluster(pacing.toViewing(state.cursor) + passed * state.speed);
  if (loop && next >= goal - 1e-6) return { cursor: loop.from };
  return next >= goal - 1e-6
    ? { cursor: goal, playing: false, until: undefined }
    : { cursor: Math.max(next, state.cursor) };
}

/** Whether the cursor has come to the last stop. */
export const isOver = ({ stops }: Story, cursor: Millis): boolean => cursor >= (stops.at(-1)?.at ?? 0) - 1e-6;

/** What Continue and Space do at a stop: to the next one, and after the last from the start. */
export function onwardFrom(story: Story): (now: Choices) => Partial<Choices> {
  return (now) => (isOver(story, now.cursor) ? { ...seek(0), started: false } : continueFrom(story)(now));
}

/** Plays to the next stop. */
export function continueFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const next = story.stops.find(({ at }) => at > cursor + 1e-6);
    return next ? { playing: true, until: next.at, loop: undefined, started: true } : { playing: false };
  };
}

/** To the stop before. */
export function backFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const before = story.stops.filter(({ at }) => at < cursor - 1e-6).at(-1);
    return { cursor: before?.at ?? 0, playing: false, until: undefined, loop: undefined };
  };
}

/** Plays the step of the cursor once more. */
export function againFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const stop = stopAt(story.stops, cursor);
    return stop ? { cursor: stop.from, playing: true, until: stop.at, loop: undefined, started: true } : {};
  };
}

/** Plays the step of the cursor over and over; once more, and it plays on. */
export function loopFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor, loop, guided, playing }) => {
    const stop = stopAt(story.stops, cursor);
    if (loop || !stop) return { loop: undefined, ...(guided && playing ? { until: stop?.at } : {}) };
    return { cursor: stop.from, playing: true, loop: { from: stop.from, to: stop.at }, started: true };
  };
}

/** Free play: start and stop. */
export function playOrPause(story: Story): (now: Choices) => Partial<Choices> {
  return ({ playing, cursor, guided }) => {
    if (playing) return { playing: false };
    if (guided) return continueFrom(story)({ cursor } as Choices);
    const end = story.index.trace.scenario.until;
    return { playing: true, until: undefined, started: true, cursor: cursor >= end ? 0 : cursor };
  };
}

/** To the message before or after the cursor, among those shown. */
export function stepMessage(story: Story, by: 1 | -1): (now: Choices) => Partial<Choices> {
  return ({ cursor, level }) => {
    const shown = story.arrivals(level);
    const goal =
      by > 0
        ? shown.find(({ receivedAt }) => receivedAt > cursor + 1e-6)
        : shown.findLast(({ receivedAt }) => receivedAt < cursor - 1e-6);
    return goal === undefined ? {} : seek(goal.receivedAt);
  };
}

/** To the end of a step of the story; with `at`, anywhere. */
export function seek(at: number): Partial<Choices> {
  return { cursor: at, playing: false, until: undefined, loop: undefined, started: true };
}

/** Selects an entry and sees to it that it is shown: the level is deep enough, and the cursor not before it. */
export function jumpTo(story: Story, id: EntryId | undefined): (now: Choices) => Partial<Choices> {
  return ({ cursor, level }) => {
    const told = id === undefined ? undefined : story.classes.get(id);
    if (!told) return { selected: id };
    return {
      selected: id,
      ...(shownAt(told.level, level) ? {} : { level: told.level }),
      ...(cursor < told.message.receivedAt ? seek(told.message.receivedAt) : {}),
    };
  };
}
