import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type KubectlContext, namespaceOf, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag } from '../flags.ts';
import { toJson } from '../output.ts';
import { toYaml } from '../printers/yaml.ts';
import { errorOf, plain, type Report } from '../report.ts';

/** A token of a ServiceAccount; it stands on no line of its own. Source: v1.35 kubectl pkg/cmd/create/create_token.go */
export function* createToken(
  report: Report,
  words: readonly string[],
  args: Arguments,
  _context: KubectlContext,
): Calls<void> {
  const problem = problemOf(words, args);
  if (problem !== undefined) {
    report.fail(plain(problem));
    return;
  }
  const kind = flag(args, 'bound-object-kind');
  const seconds = (durationMs(flag(args, 'duration') ?? '0') ?? 0) / 1000;
  const spec = {
    audiences: args.flags.get('audience') ?? null,
    expirationSeconds: seconds > 0 ? seconds : null,
    boundObjectRef:
      kind === undefined
        ? null
        : { kind, apiVersion: 'v1', name: flag(args, 'bound-object-name'), uid: flag(args, 'bound-object-uid') },
  };
  const answer = yield* ask({
    verb: 'create',
    path: `/api/v1/namespaces/${namespaceOf(args)}/serviceaccounts/${words[0] ?? ''}/token`,
    body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: {}, spec },
    contentType: 'application/json',
  });
  const token = textOf(at(answer.body, 'status', 'token'));
  const format = flag(args, 'output') ?? '';
  if (!success(answer)) {
    const error = errorOf(answer);
    report.fail(error.kind === 'status' ? plain(`failed to create token: ${error.status.message}`) : error);
  } else if (token === '') report.fail(plain('failed to create token: no token in server response'));
  else if (format === 'json') report.write(toJson(fieldsOf(answer.body) as unknown as Manifest));
  else if (format === 'yaml') report.write(toYaml(answer.body));
  else report.write(token);
}

function problemOf(words: readonly string[], args: Arguments): string | undefined {
  if (words.length !== 1)
    return `exactly one NAME is required, got ${words.length}\nSee 'kubectl create token -h' for help and examples`;
  const ms = durationMs(flag(args, 'duration') ?? '0');
  if (ms === undefined)
    return `invalid argument "${flag(args, 'duration')}" for "--duration" flag: time: invalid duration "${flag(args, 'duration')}"`;
  if (ms < 0) return '--duration must be greater than or equal to 0';
  if (ms % 1000 !== 0) return '--duration cannot be expressed in units less than seconds';
  if ((args.flags.get('audience') ?? []).includes('')) return '--audience must not be an empty string';
  const [kind, name] = [flag(args, 'bound-object-kind'), flag(args, 'bound-object-name')];
  if (kind === undefined) {
    if (name !== undefined) return '--bound-object-name can only be set if --bound-object-kind is provided';
    if (args.flags.has('bound-object-uid'))
      return '--bound-object-uid can only be set if --bound-object-kind is provided';
  } else if (!['Node', 'Pod', 'Secret'].includes(kind))
    return 'supported --bound-object-kind values are Node, Pod, Secret';
  else if (name === undefined) return '--bound-object-name is required if --bound-object-kind is provided';
  return undefined;
}
