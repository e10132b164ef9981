/** What is wrong with a template, and where in its text. */
export class TemplateFault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
