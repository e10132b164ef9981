import { useEffect } from 'react';
import { stopAt } from '../story/stops.ts';
import type { Story } from '../story/tell.ts';
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
  const goal = state.until ?? story.index.trace.scenario.until;
  const next = pacing.toCluster(pacing.toViewing(state.cursor) + passed * state.speed);
  return next >= goal - 1e-6
    ? { cursor: goal, playing: false, until: undefined }
    : { cursor: Math.max(next, state.cursor) };
}

/** Plays to the next stop. */
export function continueFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const next = story.stops.find(({ at }) => at > cursor + 1e-6);
    return next ? { playing: true, until: next.at, started: true } : { playing: false };
  };
}

/** To the stop before. */
export function backFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const before = story.stops.filter(({ at }) => at < cursor - 1e-6).at(-1);
    return { cursor: before?.at ?? 0, playing: false, until: undefined };
  };
}

/** Plays the step of the cursor once more. */
export function againFrom(story: Story): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const stop = stopAt(story.stops, cursor);
    return stop ? { cursor: stop.from, playing: true, until: stop.at, started: true } : {};
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
export function stepMessage(times: readonly number[], by: 1 | -1): (now: Choices) => Partial<Choices> {
  return ({ cursor }) => {
    const goal = by > 0 ? times.find((at) => at > cursor + 1e-6) : times.findLast((at) => at < cursor - 1e-6);
    return goal === undefined ? {} : { cursor: goal, playing: false, until: undefined, started: true };
  };
}

/** To the end of a step of the story; with `at`, anywhere. */
export function seek(at: number): Partial<Choices> {
  return { cursor: at, playing: false, until: undefined, started: true };
}
