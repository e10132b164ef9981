import type { Format } from './format.ts';

/** The whole trace; one line for each run. Among others it stands under `trace`, beside the name of its scenario. */
export const trace: Format = (whole, { name, write }) =>
  write(`${JSON.stringify(name === undefined ? whole : { scenario: name, trace: whole })}\n`);
