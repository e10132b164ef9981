import type { ApiObject } from '../../kubernetes/api/types.ts';
import { type Format, line } from './format.ts';

/** The events as they stand at the end, in the order of their first occurrence. */
export const events: Format = (trace, output) => {
  const last = new Map<string, ApiObject>();
  for (const { resource, key, operation, object } of trace.writes) {
    if (resource === 'events' && operation !== 'delete') last.set(key, object);
  }
  for (const object of last.values()) line(output, object);
};
