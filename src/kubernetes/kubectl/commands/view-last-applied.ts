import type { Calls } from '../../api/calls.ts';
import { at, textOf } from '../../api/fields.ts';
import type { KubectlContext } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { lastApplied } from '../last-applied.ts';
import { toYaml } from '../printers/yaml.ts';
import { plain, type Report } from '../report.ts';
import { liveTargets } from './live-targets.ts';

/** What was applied last, as the annotation has it. Source: v1.35 kubectl pkg/cmd/apply/apply_view_last_applied.go */
export function* viewLastApplied(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const format = flag(args, 'output') || 'yaml';
  if (format !== 'yaml' && format !== 'json') {
    const problem = `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`;
    report.fail(plain(`${problem}\nSee 'kubectl apply view-last-applied -h' for help and examples`));
    return;
  }
  for (const target of yield* liveTargets(args.words.slice(1), args, context, report)) {
    const text = textOf(at(target.live, 'metadata', 'annotations', lastApplied));
    // An object that has none is passed over.
    if (text === '') continue;
    const applied: unknown = JSON.parse(text);
    report.write(format === 'yaml' ? toYaml(applied) : `${JSON.stringify(applied, null, 2)}\n`);
  }
}
