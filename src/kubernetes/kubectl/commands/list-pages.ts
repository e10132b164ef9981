import type { ApiAnswer, Calls } from '../../api/calls.ts';
import { at, fieldsOf, listOf, textOf } from '../../api/fields.ts';
import { ask, success } from '../context.ts';

/**
 * A list as one answer, in as many requests as the server cuts it into: each but the first goes on where the one
 * before ended. Source: v1.35 cli-runtime pkg/resource/helper.go FollowContinue
 */
export function* listPages(path: string): Calls<ApiAnswer> {
  let answer = yield* ask({ verb: 'list', path });
  const items = [...listOf(at(answer.body, 'items'))];
  let token = textOf(at(answer.body, 'metadata', 'continue'));
  while (success(answer) && token !== '') {
    answer = yield* ask({ verb: 'list', path: path.replace('?', `?continue=${encodeURIComponent(token)}&`) });
    items.push(...listOf(at(answer.body, 'items')));
    token = textOf(at(answer.body, 'metadata', 'continue'));
  }
  return success(answer) ? { ...answer, body: { ...fieldsOf(answer.body), items } } : answer;
}
