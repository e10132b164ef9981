import { invalidValue } from '../api/field-error.ts';
import type { Problems } from './problems.ts';

/** No piece of the path leads upwards. Source: v1.35 pkg/apis/core/validation/validation.go validatePathNoBacksteps */
export function* validatePathWithoutBacksteps(path: string, field: string): Problems {
  if (path.split('/').includes('..')) yield invalidValue(field, path, "must not contain '..'");
}

/** A path inside of something else. Source: validateLocalDescendingPath, validateLocalNonReservedPath */
export function* validateLocalPath(path: string, field: string): Problems {
  yield* validateDescendingPath(path, field);
  // Volumes keep their own files under names that begin with two dots.
  if (path.startsWith('..') && !path.startsWith('../')) yield invalidValue(field, path, "must not start with '..'");
}

export function* validateDescendingPath(path: string, field: string): Problems {
  if (path.startsWith('/')) yield invalidValue(field, path, 'must be a relative path');
  yield* validatePathWithoutBacksteps(path, field);
}
