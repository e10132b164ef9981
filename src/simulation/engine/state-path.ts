import type { StateValue } from 'xstate';

/** Active leaf states as one text: `syncing.pulling image`; parallel regions joined by a comma. */
export function statePath(value: StateValue): string {
  if (typeof value === 'string') return value;
  const parts: string[] = [];
  for (const [state, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const below = statePath(inner);
    parts.push(below === '' ? state : `${state}.${below}`);
  }
  return parts.join(',');
}
