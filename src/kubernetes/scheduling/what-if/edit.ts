/** One field is set, or taken away where there is no value. */
export interface Edit {
  /** `['spec', 'containers', 0, 'resources', 'requests', 'cpu']` */
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** The object with its fields changed; the given one stays as it is. */
export function edited<T>(object: T, edits: readonly Edit[]): T {
  return edits.reduce((so, { path, value }) => setAt(so, path, value) as T, object);
}

function setAt(object: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(object) || typeof step === 'number') {
    const items = Array.isArray(object) ? [...object] : [];
    const at = Number(step);
    const made = setAt(items[at], rest, value);
    if (made === undefined) items.splice(at, 1);
    else items[at] = made;
    return items;
  }
  const fields = { ...(object as Record<string, unknown> | undefined) };
  const made = setAt(fields[step], rest, value);
  if (made === undefined) delete fields[step];
  else fields[step] = made;
  return fields;
}
