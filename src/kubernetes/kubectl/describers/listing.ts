import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, rowsOf } from '../../api/fields.ts';
import { ask, success } from '../context.ts';

/** The objects under a path, none where they cannot be read. */
export function* listed(path: string): Calls<readonly Fields[]> {
  const answer = yield* ask({ verb: 'list', path });
  return success(answer) ? rowsOf(fieldsOf(answer.body).items) : [];
}

/** How many kubectl asks for at a time. */
export const chunk = 'limit=500';
