/** No object of Kubernetes is deeper or has more values: etcd takes 1.5 MB of each. */
const deepest = 64;
const mostValues = 100_000;

/** An object that no API server could have printed. */
export class TooMuch extends Error {}

/**
 * A copy of plain objects, lists, texts, numbers and truth values. Aliases are written out as far as the bounds allow, so
 * that ten lines cannot become a thousand million values; and nothing is inherited.
 *
 * @throws TooMuch
 */
export function plainCopy(value: unknown): unknown {
  let values = 0;
  const copy = (each: unknown, depth: number): unknown => {
    values += 1;
    if (values > mostValues) throw new TooMuch(`it has more than ${mostValues} values`);
    if (depth > deepest) throw new TooMuch(`it is more than ${deepest} levels deep`);
    if (Array.isArray(each)) return each.map((item) => copy(item, depth + 1));
    if (typeof each !== 'object' || each === null) return typeof each === 'bigint' ? Number(each) : each;
    const fields: Record<string, unknown> = {};
    for (const key of Object.keys(each)) {
      // It names no field or label of Kubernetes, and in JavaScript it is no name but a door.
      if (key === '__proto__') continue;
      fields[key] = copy((each as Readonly<Record<string, unknown>>)[key], depth + 1);
    }
    return fields;
  };
  return copy(value, 0);
}
