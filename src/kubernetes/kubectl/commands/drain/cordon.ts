import type { Calls } from '../../../api/calls.ts';
import { at, type Fields, fieldsOf, rowsOf } from '../../../api/fields.ts';
import { resourceNamed } from '../../../api/resources.ts';
import { ask, type Command, success } from '../../context.ts';
import { type Arguments, type FlagKinds, flag } from '../../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../../report.ts';
import { listPages } from '../list-pages.ts';
import { listQuery } from '../list-query.ts';
import { isClientDryRun, isServerDryRun } from '../post.ts';
import { dryRunWord } from '../send-patch.ts';

export const nodeFlags: FlagKinds = { selector: 'value', 'dry-run': 'optional' };

const nodes = '/api/v1/nodes';

/**
 * The nodes that are named, or that the selector picks; nothing is done if one of them is missing.
 * Source: v1.35 kubectl pkg/cmd/drain/drain.go Complete
 */
export function* nodesOf(report: Report, args: Arguments): Calls<readonly Fields[]> {
  const selector = flag(args, 'selector') ?? '';
  const seeHelp = `See 'kubectl ${args.command} -h' for help and examples`;
  if (args.words.length === 0 && !args.flags.has('selector')) {
    report.fail(plain(`USAGE: ${args.command} NODE [flags]\n${seeHelp}`));
    return [];
  }
  if (args.words.length > 0 && selector !== '') {
    report.fail(plain(`error: cannot specify both a node name and a --selector option\n${seeHelp}`));
    return [];
  }
  if (selector !== '') {
    const answer = yield* listPages(`${nodes}${listQuery(args)}`);
    if (!success(answer)) report.fail(errorOf(answer));
    return rowsOf(fieldsOf(answer.body).items);
  }
  const found: Fields[] = [];
  for (const word of args.words) {
    const name = nameIn(word);
    const answer = yield* ask({ verb: 'get', path: `${nodes}/${encodeURIComponent(name)}` });
    if (!success(answer)) {
      report.fail(errorOf(answer));
      return [];
    }
    found.push(fieldsOf(answer.body));
  }
  return found;
}

/** `worker-1` of `worker-1`, `node/worker-1`, `no/worker-1`. Source: v1.35 cli-runtime pkg/resource/builder.go ResourceNames */
function nameIn(word: string): string {
  const [kind = '', name = '', ...more] = word.split('/');
  return more.length === 0 && name !== '' && resourceNamed(kind)?.plural === 'nodes' ? name : word;
}

export const nameOfNode = (node: Fields): string => String(at(node, 'metadata', 'name') ?? '');

/** Source: v1.35 kubectl pkg/cmd/drain/drain.go RunCordonOrUncordon */
export function* setSchedulable(
  report: Report,
  args: Arguments,
  found: readonly Fields[],
  name: 'cordon' | 'uncordon',
): Calls<void> {
  const unschedulable = name === 'cordon';
  for (const node of found) {
    const word = `node/${nameOfNode(node)}`;
    if ((at(node, 'spec', 'unschedulable') === true) === unschedulable) {
      report.print(`${word} already ${name}ed${dryRunWord(args)}`);
      continue;
    }
    if (!isClientDryRun(args)) {
      const answer = yield* ask({
        verb: 'patch',
        path: `${nodes}/${encodeURIComponent(nameOfNode(node))}${isServerDryRun(args) ? '?dryRun=All' : ''}`,
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: { unschedulable: unschedulable ? true : null } },
      });
      if (!success(answer)) {
        const error = errorOf(answer);
        const why = error.kind === 'status' ? error.status.message : 'connection refused';
        report.tell(`error: unable to ${name} node "${nameOfNode(node)}": ${why}`);
        continue;
      }
    }
    report.print(`${word} ${name}ed${dryRunWord(args)}`);
  }
}

function cordoning(name: 'cordon' | 'uncordon'): Command {
  return {
    name,
    flags: nodeFlags,
    run: function* (args): Calls<Outcome> {
      const report = new Report();
      yield* setSchedulable(report, args, yield* nodesOf(report, args), name);
      return report.outcome();
    },
  };
}

export const cordon = cordoning('cordon');
export const uncordon = cordoning('uncordon');
