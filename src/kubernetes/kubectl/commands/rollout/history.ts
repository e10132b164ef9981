import type { Calls } from '../../../api/calls.ts';
import { fieldsOf } from '../../../api/fields.ts';
import { ask, type KubectlContext, success } from '../../context.ts';
import { Description } from '../../describers/description.ts';
import { writePodTemplate } from '../../describers/pod-template.ts';
import { alignTabs } from '../../describers/tabwriter.ts';
import { type Arguments, flag } from '../../flags.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { printedName } from '../../selection.ts';
import type { Target } from '../targets.ts';
import { noWay } from './no-way.ts';
import { revisionsOf, toldTemplate } from './revisions.ts';

/** The revisions and their causes, or the template of one, with its tabs. Source: v1.35 kubectl pkg/cmd/rollout/rollout_history.go */
export function* rolloutHistory(
  report: Report,
  args: Arguments,
  { path, resource, name }: Target,
  context: KubectlContext,
): Calls<void> {
  const named = yield* ask({ verb: 'get', path });
  if (!success(named)) {
    report.fail(errorOf(named));
    return;
  }
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(resource.kind)) {
    report.fail(plain(noWay('history', 'history viewer', resource)));
    return;
  }
  const answer = yield* ask({ verb: 'get', path });
  const revisions = yield* revisionsOf(fieldsOf(answer.body));
  const wanted = Number(flag(args, 'revision') ?? 0);
  if ((flag(args, 'output') ?? '') !== '') {
    const objects = revisions.filter(({ number }) => wanted === 0 || number === wanted).map((each) => each.keeper);
    if (objects.length === 0 && wanted !== 0) report.fail(plain('unable to find the specified revision'));
    for (const object of objects)
      context.printObjects(report, args, [{ resource, objects: [object] }], true, context.now());
    return;
  }
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
