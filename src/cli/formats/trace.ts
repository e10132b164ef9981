import type { Format } from './format.ts';

/** The whole trace; one line for each run. */
export const trace: Format = (whole, { write }) => write(`${JSON.stringify(whole)}\n`);
