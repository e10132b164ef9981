import { type Format, line, seconds } from './format.ts';

const types = { create: 'ADDED', update: 'MODIFIED', delete: 'DELETED' } as const;

/** Every change of every object, in revision order. */
export const watch: Format = (trace, output) => {
  for (const { at, operation, object } of trace.writes)
    line(output, { t: seconds(at), type: types[operation], object });
};
