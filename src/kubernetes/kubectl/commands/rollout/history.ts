import type { Calls } from '../../../api/calls.ts';
import { fieldsOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { Description } from '../../describers/description.ts';
import { writePodTemplate } from '../../describers/pod-template.ts';
import { alignTabs } from '../../describers/tabwriter.ts';
import { type Arguments, flag } from '../../flags.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { printedName } from '../../selection.ts';
import type { Target } from '../targets.ts';
import { revisionsOf, toldTemplate } from './revisions.ts';

/** The revisions and their causes, or the template of one, with its tabs. Source: v1.35 kubectl pkg/cmd/rollout/rollout_history.go */
export function* rolloutHistory(report: Report, args: Arguments, { path, resource, name }: Target): Calls<void> {
  const named = yield* ask({ verb: 'get', path });
  if (!success(named)) {
    report.fail(errorOf(named));
    return;
  }
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(resource.kind)) {
    report.fail(plain(`no history viewer has been implemented for "${resource.kind}"`));
    return;
  }
  const answer = yield* ask({ verb: 'get', path });
  const revisions = yield* revisionsOf(fieldsOf(answer.body));
  const wanted = Number(flag(args, 'revision') ?? 0);
  if (wanted === 0) {
    const rows = revisions.map(({ number, cause }) => `${number}\t${cause || '<none>'}\n`);
    report.print(`${printedName(resource, name)} \n${alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`)}`);
    return;
  }
  const revision = revisions.find(({ number }) => number === wanted);
  if (revision === undefined) {
    report.fail(plain('unable to find the specified revision'));
    return;
  }
  const out = new Description();
  writePodTemplate(out, toldTemplate(revision));
  report.print(`${printedName(resource, name)} with revision #${wanted}\n${out.text}`);
}
