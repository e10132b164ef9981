import type { Calls } from '../../../api/calls.ts';
import { fieldsOf } from '../../../api/fields.ts';
import { parseSelector } from '../../../api/selector-parser.ts';
import type { KubectlContext } from '../../context.ts';
import type { Arguments } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { liveTargets } from '../live-targets.ts';
import { sendPatch } from '../send-patch.ts';

/** The selector of a Service, replaced as a whole. Source: v1.35 kubectl pkg/cmd/set/set_selector.go */
export function* setSelector(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const text = args.words.at(-1);
  const resources = args.words.slice(0, -1);
  if (text === undefined) {
    report.fail(plain('one selector is required'));
    return;
  }
  if (resources.length === 0 && !args.flags.has('filename')) {
    report.fail(plain('one or more resources must be specified as <resource> <name> or <resource>/<name>'));
    return;
  }
  const parsed = parseSelector(text);
  if ('error' in parsed) {
    report.fail(plain(parsed.error));
    return;
  }
  const selector = Object.fromEntries(
    parsed.requirements.filter(({ operator }) => operator === '=').map(({ key, values }) => [key, values[0] ?? '']),
  );
  for (const target of yield* liveTargets(resources, args, context, report)) {
    if (target.resource.kind !== 'Service') {
      report.fail(plain('setting a selector is only supported for Services'));
      continue;
    }
    const before = fieldsOf(fieldsOf(target.live.spec).selector);
    const gone = Object.keys(before).filter((key) => selector[key] === undefined);
    const body = { spec: { selector: { ...Object.fromEntries(gone.map((key) => [key, null])), ...selector } } };
    yield* sendPatch(report, args, context, target, {
      type: 'strategic',
      body,
      manager: 'kubectl-set',
      word: 'selector updated',
    });
  }
}
