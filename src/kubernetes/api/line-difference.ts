/** Lines that stand in both texts, one after the other: where in each, and how many. */
interface Common {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** A stretch of both texts that is the same, or not. */
interface Stretch {
  readonly same: boolean;
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

/** Lines around a change that are shown with it. */
const context = 3;

/** From this many lines on, a line that makes up more than a hundredth of them is no place to start from. */
const many = 200;

/** Where each line of the newer text stands. */
function placesOf(after: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, line] of after.entries()) {
    const known = places.get(line);
    if (known === undefined) places.set(line, [index]);
    else known.push(index);
  }
  if (after.length < many) return places;
  const most = Math.floor(after.length / 100) + 1;
  return new Map([...places].filter(([, list]) => list.length <= most));
}

/** The longest run of lines that both parts have, the first of several. */
function longest(
  [before, after]: readonly [readonly string[], readonly string[]],
  places: ReadonlyMap<string, readonly number[]>,
  [low, high, from, to]: readonly [number, number, number, number],
): Common {
  let best: Common = { before: low, after: from, length: 0 };
  let lengths = new Map<number, number>();
  for (let i = low; i < high; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(before[i] ?? '') ?? []) {
      if (j < from || j >= to) continue;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best.length) best = { before: i - length + 1, after: j - length + 1, length };
    }
    lengths = next;
  }
  // Lines that are too frequent to start from still prolong what has been found.
  let { before: i, after: j, length } = best;
  while (i > low && j > from && before[i - 1] === after[j - 1]) {
    i--;
    j--;
    length++;
  }
  while (i + length < high && j + length < to && before[i + length] === after[j + length]) length++;
  return { before: i, after: j, length };
}

function stretchesOf(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  const places = placesOf(after);
  const common: Common[] = [];
  const visit = (low: number, high: number, from: number, to: number): void => {
    const found = longest([before, after], places, [low, high, from, to]);
    if (found.length === 0) return;
    visit(low, found.before, from, found.after);
    common.push(found);
    visit(found.before + found.length, high, found.after + found.length, to);
  };
  visit(0, before.length, 0, after.length);
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  for (const { before: at, after: to, length } of [
    ...common,
    { before: before.length, after: after.length, length: 0 },
  ]) {
    if (i < at || j < to) stretches.push({ same: false, before: [i, at], after: [j, to] });
    const last = stretches.at(-1);
    [i, j] = [at + length, to + length];
    if (length === 0) continue;
    if (last?.same === true && last.before[1] === at) {
      stretches[stretches.length - 1] = { same: true, before: [last.before[0], i], after: [last.after[0], j] };
    } else stretches.push({ same: true, before: [at, i], after: [to, j] });
  }
  return stretches;
}

/** Changes that stand no more than twice the context apart, together with the lines around them. */
function hunksOf(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const hunks: Stretch[][] = [[]];
  for (const [index, stretch] of stretches.entries()) {
    if (!stretch.same) {
      hunks.at(-1)?.push(stretch);
      continue;
    }
    const [[low, high], [from, to]] = [stretch.before, stretch.after];
    const head: Stretch = {
      same: true,
      before: [low, Math.min(high, low + context)],
      after: [from, Math.min(to, from + context)],
    };
    const tail: Stretch = {
      same: true,
      before: [Math.max(low, high - context), high],
      after: [Math.max(from, to - context), to],
    };
    const [first, last] = [index === 0, index === stretches.length - 1];
    if (first) hunks.at(-1)?.push(tail);
    else if (last) hunks.at(-1)?.push(head);
    else if (high - low <= 2 * context) hunks.at(-1)?.push(stretch);
    else {
      hunks.at(-1)?.push(head);
      hunks.push([tail]);
    }
  }
  return hunks.filter((hunk) => hunk.some(({ same }) => !same));
}

/** `12,7`: the first line counted from 1, and how many unless it is one. */
function range(start: number, end: number): string {
  if (end - start === 1) return String(start + 1);
  return `${end === start ? start : start + 1},${end - start}`;
}

/**
 * What differs between two texts, in the unified form without names of files. Which lines are matched is Ratcliff and
 * Obershelp's way: the longest common run first, then left and right of it.
 * Source: github.com/pmezard/go-difflib difflib.GetUnifiedDiffString, as v1.35 apimachinery pkg/util/diff/diff.go calls it
 */
export function lineDifference(older: string, newer: string): string {
  const [before, after] = [older.split('\n'), newer.split('\n')];
  return hunksOf(stretchesOf(before, after))
    .map((hunk) => {
      const [first, last] = [hunk[0], hunk.at(-1)];
      if (first === undefined || last === undefined) return '';
      const was = range(first.before[0], last.before[1]);
      const is = range(first.after[0], last.after[1]);
      const lines = hunk.flatMap(({ same, before: old, after: now }) =>
        same
          ? before.slice(...old).map((line) => ` ${line}`)
          : [...before.slice(...old).map((line) => `-${line}`), ...after.slice(...now).map((line) => `+${line}`)],
      );
      return `@@ -${was} +${is} @@\n${lines.join('\n')}\n`;
    })
    .join('');
}
