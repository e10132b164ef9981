/** A scenario that ships, as the menu shows it. Its text is a scenario file like anybody's. */
export interface CatalogEntry {
  readonly name: string;
  readonly title: string;
  /** One sentence: the question that it answers. */
  readonly summary: string;
  readonly text: string;
}
