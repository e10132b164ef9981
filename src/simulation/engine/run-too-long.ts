import { CannotRun } from '../cannot-run.ts';

/** A run that would not end in useful time or memory. */
export class RunTooLong extends CannotRun {
  /** @param at virtual ms that it had come to */
  constructor(mostMessages: number, at: number) {
    super(
      `this run has more than ${mostMessages} messages by ${(at / 1000).toFixed(1)} s of its time`,
      'give it a shorter `until`, fewer nodes or fewer Pods',
    );
  }
}
