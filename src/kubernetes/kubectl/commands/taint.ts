import type { Calls } from '../../api/calls.ts';
import { at, textOf } from '../../api/fields.ts';
import { resourceNamed } from '../../api/resources.ts';
import { ask, type Command, success } from '../context.ts';
import { type Arguments, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { changedTaints, readTaints, type TaintChanges } from '../taints.ts';
import { targetsOf } from './targets.ts';

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
    for (const { name, path } of yield* targetsOf(words, args, context, report)) {
      const live = yield* ask({ verb: 'get', path });
      if (!success(live)) {
        report.fail(errorOf(live));
        continue;
      }
      const outcome = changedTaints(name, at(live.body, 'spec', 'taints'), read.changes, isOn(args, 'overwrite'));
      if ('error' in outcome) {
        report.fail(plain(outcome.error));
        continue;
      }
      const answer = yield* ask({
        verb: 'patch',
        path: `${path}?fieldManager=kubectl-taint`,
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: { taints: outcome.taints.length === 0 ? null : outcome.taints } },
      });
      if (success(answer)) report.print(`node/${textOf(at(answer.body, 'metadata', 'name')) || name} ${outcome.word}`);
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
