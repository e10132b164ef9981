import { forbiddenField, notSupported } from '../api/field-error.ts';
import { textOf } from '../api/fields.ts';
import type { Problems } from './problems.ts';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A volume or a claim for itself alone is for no other mode. */
export function* validateAccessModes(modes: readonly unknown[], path: string): Problems {
  for (const mode of modes) if (!accessModes.includes(textOf(mode))) yield notSupported(path, mode, accessModes);
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && accessModes.includes(textOf(mode)));
  if (modes.includes('ReadWriteOncePod') && others) {
    yield forbiddenField(path, 'may not use ReadWriteOncePod with other access modes');
  }
}
