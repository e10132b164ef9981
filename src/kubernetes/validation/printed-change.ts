import { lineDifference } from '../api/line-difference.ts';

/** As Go writes JSON: what could be taken for a tag is escaped. */
const indented = (value: unknown): string =>
  JSON.stringify(value, null, 1).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * What an update would change, below the words that refuse it: the lines of both as JSON.
 * Source: v1.35 apimachinery pkg/util/diff/diff.go Diff
 */
export const printedChange = (before: unknown, after: unknown): string =>
  lineDifference(indented(before), indented(after));
