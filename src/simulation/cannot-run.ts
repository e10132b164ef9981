/** A scenario that cannot be carried out. No fault of ours: it asks for what is not possible. */
export class CannotRun extends Error {
  /** @param remedy what to do about it */
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
