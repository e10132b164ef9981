/** How much is shown: the story, its details, or every message. */
export type Level = 'story' | 'detail' | 'everything';

const ranks: Readonly<Record<Level, number>> = { story: 0, detail: 1, everything: 2 };

/** Whether something of the first level is shown at the second. */
export const shownAt = (level: Level, at: Level): boolean => ranks[level] <= ranks[at];
