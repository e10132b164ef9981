import { byText, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';

const columns = [
  'Type',
  'Resource',
  'Min',
  'Max',
  'Default Request',
  'Default Limit',
  'Max Limit/Request Ratio',
] as const;

/** Source: v1.35 kubectl pkg/describe/describe.go describeLimitRange */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeLimitRange: Describer = function* (range) {
  const out = new Description();
  const { name, namespace } = fieldsOf(range.metadata);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  writeLimitRanges(out, [range], '');
  return out.toString();
};

/**
 * One row for each resource of each type. Their order is a Go map's; by name here, so that it is always the same.
 * Source: describe.go describeLimitRangeSpec
 */
export function writeLimitRanges(out: Description, ranges: readonly Fields[], indent: '' | ' '): void {
  const [first, ...others] = columns;
  out.line(0, `${indent}${first}`, ...others);
  out.line(0, `${indent}----`, ...others.map((column) => '-'.repeat(column.length)));
  for (const range of ranges) {
    for (const limit of rowsOf(fieldsOf(range.spec).limits)) {
      const maps = [limit.min, limit.max, limit.defaultRequest, limit.default, limit.maxLimitRequestRatio].map(
        fieldsOf,
      );
      const resources = [...new Set(maps.flatMap((map) => Object.keys(map)))].sort(byText);
      for (const resource of resources)
        out.line(0, `${indent}${textOf(limit.type)}`, resource, ...maps.map((map) => String(map[resource] ?? '-')));
    }
  }
}
