import { useEffect } from 'react';
import { aboutOf } from '../story/about.ts';
import { lastArrived } from '../story/arrivals.ts';
import type { Story } from '../story/tell.ts';
import { type Choices, deeper, faster, isOpen, type Panel, panelAt } from './choices.ts';
import {
  againFrom,
  backFrom,
  continueFrom,
  jumpTo,
  loopFrom,
  onwardFrom,
  playOrPause,
  seek,
  stepMessage,
} from './playback.ts';
import { answerFirst } from './question-of.ts';
import { choices, choose } from './store.ts';

type Change = Partial<Choices> | ((now: Choices) => Partial<Choices>);

/** Keys of the whole page. Single letters rest while somebody types, and can be switched off. */
export function useShortcuts(story: Story | undefined): void {
  useEffect(() => {
    if (!story) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, [contenteditable="true"], [role="menu"], [role="dialog"], .cm-editor')
      ) {
        if (event.key !== 'Escape') return;
      }
      if (
        event.key === ' ' &&
        event.target instanceof Element &&
        event.target.closest('button, a') &&
        // An answer that was given has no more use for the key.
        event.target.closest('fieldset:has([role="status"])') === null &&
        !choices().presenter
      )
        return;
      const change = keyed(story, event);
      if (change === undefined) return;
      event.preventDefault();
      choose(change);
    };
    document.addEventListener('keydown', press);
    document.addEventListener('click', letGo);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('click', letGo);
    };
  }, [story]);
}

/** A button that was pressed with the mouse keeps no focus: the next Space goes on with the story. */
function letGo({ detail, target }: MouseEvent): void {
  const button = detail > 0 && target instanceof Element ? target.closest('button') : null;
  if (button?.closest('[role="dialog"], [role="menu"], [aria-haspopup]') === null) button.blur();
}

function keyed(story: Story, event: KeyboardEvent): Change | undefined {
  const now = choices();
  const moved = now.guided ? guidedKey(story, event.key, now) : freeKey(story, event);
  if (moved !== undefined) return moved;
  if (event.key === 'Escape') return escaped(now);
  return now.letterKeys || !/^[a-z]$/i.test(event.key) ? letterKey(story, event) : undefined;
}

function guidedKey(story: Story, key: string, now: Choices): Change | undefined {
  switch (key) {
    case ' ':
      if (now.playing) return { playing: false };
      return answerFirst(story, now) ?? onwardFrom(story);
    case 'ArrowRight':
    case 'PageDown':
      return now.playing
        ? { cursor: now.until ?? now.cursor, playing: false, until: undefined }
        : (answerFirst(story, now) ?? continueFrom(story));
    case 'ArrowLeft':
    case 'PageUp':
      return backFrom(story);
    default:
      return undefined;
  }
}

function freeKey(story: Story, { key, shiftKey }: KeyboardEvent): Change | undefined {
  const ends = story.index.trace.scenario.until;
  switch (key) {
    case ' ':
      return playOrPause(story);
    case 'ArrowRight':
      return shiftKey ? toStop(story, 1) : stepMessage(story, 1);
    case 'ArrowLeft':
      return shiftKey ? toStop(story, -1) : stepMessage(story, -1);
    case 'Home':
      return { ...seek(0), started: false };
    case 'End':
      return seek(ends);
    default:
      return undefined;
  }
}

function toStop(story: Story, by: 1 | -1): Change {
  if (by < 0) return backFrom(story);
  return ({ cursor }) => seek(story.stops.find(({ at }) => at > cursor + 1e-6)?.at ?? cursor);
}

function escaped(now: Choices): Change | undefined {
  if (now.presenter) return { presenter: false };
  if (now.selected !== undefined) return { selected: undefined };
  if (now.followed !== undefined || now.lane !== undefined || now.search !== '')
    return { followed: undefined, lane: undefined, search: '' };
  return now.notice !== undefined ? { notice: undefined } : undefined;
}

const panels: Readonly<Record<string, Panel>> = { e: 'editor', i: 'inspector', t: 'dock', n: 'narration' };

function letterKey(story: Story, event: KeyboardEvent): Change | undefined {
  const { key } = event;
  if (/^[1-7]$/.test(key)) return toStep(story, Number(key));
  const panel = panels[key];
  // While the guide plays, the editor is folded at first; everything else stands open.
  if (panel)
    return (now) => {
      const there = panelAt(panel, now);
      return { open: { ...now.open, [there]: !isOpen(there, now) } };
    };
  switch (key) {
    case '[':
      return (now) => faster(now, -1);
    case ']':
      return (now) => faster(now, 1);
    case '+':
      return (now) => deeper(now, 1);
    case '-':
      return (now) => deeper(now, -1);
    case 'a':
      return againFrom(story);
    case 'l':
      return loopFrom(story);
    case 'g':
      return ({ guided }) => ({ guided: !guided, playing: false, until: undefined });
    case 'm':
      return ({ open, tab }) => ({
        tab: tab === 'map' ? 'messages' : 'map',
        open: { ...open, messages: !(open.messages ?? true) },
      });
    case 'p':
      return ({ presenter }) => ({ presenter: !presenter, guided: true });
    case 'c':
      void import('./copy-link.ts').then(async ({ copyLink }) => choose({ notice: (await copyLink()).said }));
      return {};
    case 'q':
      return { sharing: true, playing: false };
    case 'f':
      return (now) => ({
        followed: now.followed === undefined ? aboutSelected(story, selectedOr(story, now)) : undefined,
      });
    case 'w':
      return (now) => jumpTo(story, causeOf(story, selectedOr(story, now)))(now);
    case 'W':
      return (now) => jumpTo(story, effectOf(story, selectedOr(story, now)))(now);
    case '?':
      return { help: true };
    case '/':
      document.querySelector<HTMLInputElement>('[data-search]')?.focus();
      return {};
    default:
      return undefined;
  }
}

function toStep(story: Story, step: number): Change | undefined {
  const stop = story.stops.find((each) => each.step === step && each.kind !== 'moment');
  return stop && seek(stop.at);
}

/** The selected message, else the one at the cursor, whose page the inspector shows. */
const selectedOr = (story: Story, { selected, level, cursor }: Choices): number | undefined =>
  selected ?? lastArrived(story.arrivals(level), cursor);

function aboutSelected(story: Story, selected: number | undefined): string | undefined {
  const told = selected === undefined ? undefined : story.classes.get(selected);
  return told && aboutOf(story.index, told.message);
}

function causeOf(story: Story, selected: number | undefined): number | undefined {
  let entry = selected === undefined ? undefined : story.index.entry(selected);
  while (entry && entry.is !== 'root') {
    entry = story.index.entry(entry.value.cause);
    if (entry?.is === 'message') return entry.value.id;
  }
  return selected;
}

function effectOf(story: Story, selected: number | undefined): number | undefined {
  if (selected === undefined) return undefined;
  const queue = [...(story.index.effects.get(selected) ?? [])];
  for (const id of queue) {
    if (story.classes.has(id)) return id;
    queue.push(...(story.index.effects.get(id) ?? []));
  }
  return selected;
}
