import { audit } from './audit.ts';
import { events } from './events.ts';
import type { Format } from './format.ts';
import { kubectl } from './kubectl.ts';
import { mermaid } from './mermaid.ts';
import { objects } from './objects.ts';
import { trace } from './trace.ts';
import { transcript } from './transcript.ts';
import { watch } from './watch.ts';

/** What `--output` knows. */
export const formats: Readonly<Record<string, Format>> = {
  transcript,
  kubectl,
  audit,
  events,
  watch,
  objects,
  trace,
  mermaid,
};
