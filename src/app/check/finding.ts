/** Something to say about a line of a file. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly severity: 'refused' | 'advice';
  readonly says: string;
}
