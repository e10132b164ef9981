import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, listOf, textOf } from '../../api/fields.ts';
import { ask, success } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { toJson } from '../output.ts';
import { layOut } from '../printers/table.ts';
import { toYaml } from '../printers/yaml.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

/** Source: v1.35 kubectl pkg/cmd/auth/whoami.go */
export function* whoAmI(args: Arguments, words: readonly string[]): Calls<Outcome> {
  const report = new Report();
  const format = flag(args, 'output') ?? '';
  if (words.length > 0) {
    report.fail(plain(`unknown command "${words.join(' ')}" for "kubectl auth whoami"`));
    return report.outcome();
  }
  const answer = yield* ask({
    verb: 'create',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    body: { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata: {}, status: { userInfo: {} } },
    contentType: 'application/json',
  });
  if (!success(answer)) report.fail(errorOf(answer));
  else if (format === 'json') report.write(toJson(answer.body));
  else if (format === 'yaml') report.write(toYaml(answer.body));
  else
    report.write(
      layOut({ columns: ['ATTRIBUTE', 'VALUE'], rows: attributes(at(answer.body, 'status', 'userInfo')) }, true),
    );
  return report.outcome();
}

function attributes(userInfo: unknown): readonly (readonly string[])[] {
  const { username, uid, groups, extra } = fieldsOf(userInfo);
  const list = (values: unknown): string => `[${listOf(values).map(String).join(' ')}]`;
  return [
    ['Username', textOf(username)],
    ...(textOf(uid) === '' ? [] : [['UID', textOf(uid)]]),
    ...(listOf(groups).length === 0 ? [] : [['Groups', list(groups)]]),
    ...Object.entries(fieldsOf(extra)).map(([key, values]) => [`Extra: ${key}`, list(values)]),
  ];
}
