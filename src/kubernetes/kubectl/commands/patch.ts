import type { Calls } from '../../api/calls.ts';
import { at, sameJson } from '../../api/fields.ts';
import { goQuote } from '../../api/go-text.ts';
import { readYaml } from '../../decoding/go-yaml/read-yaml.ts';
import type { Command, KubectlContext } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { changingFlags, liveTargets } from './live-targets.ts';
import { contentTypes, type PatchType, sendPatch } from './send-patch.ts';

/** Source: v1.35 kubectl pkg/cmd/patch/patch.go */
export const patch: Command = {
  name: 'patch',
  flags: {
    ...changingFlags,
    patch: 'value',
    'patch-file': 'value',
    type: 'value',
    subresource: 'value',
  },
  short: { p: 'patch' },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const order = readPatch(args, context);
    if ('error' in order) {
      report.fail(plain(order.error));
      return report.outcome();
    }
    const targets = yield* liveTargets(args.words, args, context, report);
    const subresource = flag(args, 'subresource');
    for (const target of targets)
      yield* sendPatch(report, args, context, target, {
        ...order,
        manager: 'kubectl-patch',
        ...(subresource === undefined ? {} : { subresource }),
        word: (after) => (changed(target.live, after) ? 'patched' : 'patched (no change)'),
      });
    if (targets.length === 0 && !report.failed) report.fail(plain('no objects passed to patch'));
    return report.outcome();
  },
};

/** The object read through the subresource bears the version too: it tells whether anything was stored. */
function changed(before: unknown, after: unknown): boolean {
  const [old, now] = [at(before, 'metadata', 'resourceVersion'), at(after, 'metadata', 'resourceVersion')];
  return old === undefined || now === undefined || old === now ? !sameJson(before, after) : true;
}

type Read = { readonly type: PatchType; readonly body: unknown } | { readonly error: string };

const isType = (name: string): name is PatchType => Object.hasOwn(contentTypes, name);

function readPatch(args: Arguments, { files }: KubectlContext): Read {
  const [given, file] = [flag(args, 'patch') ?? '', flag(args, 'patch-file') ?? ''];
  if (given !== '' && file !== '') return { error: 'cannot specify --patch and --patch-file together' };
  if (given === '' && file === '')
    return { error: 'must specify --patch or --patch-file containing the contents of the patch' };
  if (isOn(args, 'local') && args.words.length > 0) return { error: 'cannot specify --local and server resources' };
  const word = flag(args, 'type') ?? 'strategic';
  const type = word.toLowerCase();
  if (!isType(type)) return { error: `--type must be one of [json merge strategic], not "${word}"` };
  const text = file === '' ? given : files[file];
  if (text === undefined) return { error: `unable to read patch file: open ${file}: no such file or directory` };
  const read = readYaml(text);
  return 'problem' in read
    ? { error: `unable to parse ${goQuote(text)}: ${read.problem}` }
    : { type, body: read.value };
}
