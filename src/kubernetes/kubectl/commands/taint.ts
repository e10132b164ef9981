import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf } from '../../api/fields.ts';
import { resourceNamed } from '../../api/resources.ts';
import { strategicMerge } from '../../api/strategic-merge.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type Command, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { changedTaints, readTaints, type TaintChanges } from '../taints.ts';
import { liveTargets } from './live-targets.ts';
import { fieldValidation, isClientDryRun, isServerDryRun, say } from './post.ts';
import { dryRunWord } from './send-patch.ts';

/** Source: v1.35 kubectl pkg/cmd/taint/taint.go */
export const taint: Command = {
  name: 'taint',
  flags: {
    selector: 'value',
    all: 'switch',
    overwrite: 'switch',
    'dry-run': 'optional',
    output: 'value',
    validate: 'optional',
    'field-manager': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const read = readWords(args);
    if (typeof read === 'string') {
      report.fail(plain(read));
      return report.outcome();
    }
    const many = isOn(args, 'all') || args.flags.has('selector');
    const words = many ? ['nodes'] : ['nodes', ...read.nodes];
    for (const target of yield* liveTargets(words, args, context, report)) {
      const { name, path, live, resource } = target;
      const outcome = changedTaints(name, at(live, 'spec', 'taints'), read.changes, isOn(args, 'overwrite'));
      if ('error' in outcome) {
        report.fail(plain(outcome.error));
        continue;
      }
      const word = `${outcome.word}${dryRunWord(args)}`;
      const taints = outcome.taints.length === 0 ? null : outcome.taints;
      if (isClientDryRun(args)) {
        say(report, args, context, resource, strategicMerge(live, { spec: { taints } }) as unknown as Manifest, word);
        continue;
      }
      const query = [
        ...(isServerDryRun(args) ? ['dryRun=All'] : []),
        `fieldManager=${flag(args, 'field-manager') ?? 'kubectl-taint'}`,
        `fieldValidation=${fieldValidation(args)}`,
      ].join('&');
      const answer = yield* ask({
        verb: 'patch',
        path: `${path}?${query}`,
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: { taints } },
      });
      if (success(answer)) say(report, args, context, resource, fieldsOf(answer.body) as unknown as Manifest, word);
      else report.fail(errorOf(answer));
    }
    return report.outcome();
  },
};

const isTaint = (word: string): boolean => /[=:]|-$/.test(word);

function readWords({
  words,
  flags,
}: Arguments): { readonly nodes: readonly string[]; readonly changes: TaintChanges } | string {
  const first = words.findIndex(isTaint);
  const [kind, ...nodes] = first < 0 ? words : words.slice(0, first);
  const specs = first < 0 ? [] : words.slice(first);
  const stray = specs.find((word) => !isTaint(word));
  if (stray !== undefined) return `all resources must be specified before taint changes: ${stray}`;
  if (kind === undefined) return 'one or more resources must be specified as <resource> <name>';
  if (specs.length === 0) return 'at least one taint update is required';
  const changes = readTaints(specs);
  if (typeof changes === 'string') return `${changes}\nSee 'kubectl taint -h' for help and examples`;
  if (resourceNamed(kind)?.kind !== 'Node')
    return `invalid resource type ${kind.toLowerCase()}, only node types are supported`;
  if (nodes.length === 0 && !flags.has('all') && !flags.has('selector'))
    return "at least one resource name must be specified since 'all' parameter is not set";
  const clash = changes.removed.filter(({ key, effect }) =>
    changes.added.some((each) => each.key === key && (effect === '' || each.effect === effect)),
  );
  if (clash.length === 0) return { nodes, changes };
  const list = clash.map(({ key, effect }) => `{"${key}":"${effect}"}`).join(', ');
  return `can not both modify and remove the following taint(s) in the same command: ${list}`;
}
