/** One object's text, cut out of a larger one. */
export interface Piece {
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Characters of the whole text that lie behind it. */
  readonly behind: number;
}
