import type { Calls } from '../../../api/calls.ts';
import { fieldsOf } from '../../../api/fields.ts';
import { resourceNamed, resourcePath } from '../../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../../context.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../../report.ts';
import { notModelled } from '../not-modelled.ts';
import { debugByCopy } from './copy.ts';
import { debugByEphemeralContainer } from './ephemeral-container.ts';
import { isProfile } from './profiles.ts';

const legacy =
  '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".';

/** Source: v1.35 kubectl pkg/cmd/debug/debug.go */
export const debug: Command = {
  name: 'debug',
  flags: {
    'arguments-only': 'switch',
    attach: 'switch',
    container: 'value',
    'copy-to': 'value',
    custom: 'value',
    env: 'list',
    filename: 'list',
    image: 'value',
    'image-pull-policy': 'value',
    'keep-annotations': 'switch',
    'keep-init-containers': 'optional',
    'keep-labels': 'switch',
    'keep-liveness': 'switch',
    'keep-readiness': 'switch',
    'keep-startup': 'switch',
    profile: 'value',
    quiet: 'switch',
    replace: 'switch',
    'same-node': 'switch',
    'set-image': 'list',
    'share-processes': 'optional',
    stdin: 'switch',
    target: 'value',
    tty: 'switch',
  },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const problem = problemOf(args);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const target = flag(args, 'target') ?? '';
    if (target !== '' && !isOn(args, 'quiet'))
      report.print(
        `Targeting container "${target}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`,
      );
    if ((flag(args, 'profile') ?? 'legacy') === 'legacy') report.tell(legacy);
    for (const word of args.words) {
      const [kind = '', name = ''] = word.includes('/') ? word.split('/') : ['pods', word];
      const resource = resourceNamed(kind);
      if (resource === undefined) report.fail(plain(`the server doesn't have a resource type "${kind}"`));
      else if (resource.kind === 'Node') report.fail(plain(notModelled('debug node/NAME')));
      else if (resource.kind !== 'Pod')
        report.fail(plain(`"${resource.apiVersion}, Kind=${resource.kind}" not supported by debug`));
      else {
        const answer = yield* ask({ verb: 'get', path: resourcePath(resource, namespaceOf(args), name) });
        if (!success(answer)) report.fail(errorOf(answer));
        else if ((flag(args, 'copy-to') ?? '') !== '') yield* debugByCopy(report, args, fieldsOf(answer.body));
        else yield* debugByEphemeralContainer(report, args, fieldsOf(answer.body));
      }
      if (report.failed) break;
    }
    return report.outcome();
  },
};

const policies = ['', 'Always', 'IfNotPresent', 'Never'];

function problemOf(args: Arguments): string | undefined {
  const profile = flag(args, 'profile') ?? 'legacy';
  const [image, copy] = [flag(args, 'image') ?? '', flag(args, 'copy-to') ?? ''];
  const behind = args.behind ?? [];
  if (!isProfile(profile)) return `unknown profile: ${profile}`;
  if (args.flags.has('custom') || args.flags.has('filename')) return notModelled('debug --custom and -f');
  if (isOn(args, 'attach') && image === '' && !args.flags.has('container'))
    return 'you must specify --container or create a new container using --image in order to attach.';
  if (copy === '') {
    for (const only of ['replace', 'same-node', 'set-image'])
      if (args.flags.has(only)) return `--${only} may only be used with --copy-to.`;
    if (image === '') return 'you must specify --image when not using --copy-to.';
  } else if (image === '' && !args.flags.has('set-image') && behind.length === 0)
    return 'you must specify --image, --set-image or command arguments.';
  else if (behind.length > 0 && image === '' && !args.flags.has('container'))
    return 'you must specify an existing container or a new image when specifying args.';
  if (args.words.length === 0) return 'NAME or filename is required for debug';
  const policy = flag(args, 'image-pull-policy') ?? '';
  if (!policies.includes(policy)) return `invalid image pull policy: ${policy}`;
  if (args.flags.has('target') && copy !== '')
    return '--target is incompatible with --copy-to. Use --share-processes instead.';
  if (isOn(args, 'tty') && !isOn(args, 'stdin')) return '-i/--stdin is required for containers with -t/--tty=true';
  return undefined;
}
