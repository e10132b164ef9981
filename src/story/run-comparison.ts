import type { RunSummary } from './run-summary.ts';
import { enumerated } from './words.ts';

/** A line of the table in which two runs stand side by side. */
export interface Differing {
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

/** Only what differs between a run and another; where nothing does, nothing. */
export function differences(was: RunSummary, is: RunSummary): readonly Differing[] {
  const lines: readonly (readonly [string, (run: RunSummary) => string])[] = [
    ['Decision', ({ decision }) => decision ?? 'none'],
    ['At the end', podsInWords],
    ['Events', ({ events }) => (events.length === 0 ? 'none' : events.join(', '))],
    ['Other Pods', othersInWords],
    ['Refused commands', ({ refused }) => (refused.length === 0 ? 'none' : refused.join('; '))],
  ];
  return lines
    .map(([what, words]) => ({ what, was: words(was), is: words(is) }))
    .filter((line) => line.was !== line.is);
}

/** `Running on node-5`, or of several how many. */
export function podsInWords({ pods }: RunSummary): string {
  const counts = new Map<string, number>();
  for (const { status, node } of pods) {
    const words = `${status}${node === undefined ? '' : ` on ${node}`}`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, count]) => (pods.length === 1 ? words : `${count} ${words}`));
  return parts.length === 0 ? 'no Pod' : enumerated(parts);
}

const othersInWords = ({ others }: RunSummary): string => {
  const parts = Object.entries(others)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, count]) => `${count} ${status}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
};

/** How many of the Pods have a node at the end. */
export const placedIn = ({ pods }: RunSummary): number => pods.filter(({ node }) => node !== undefined).length;
