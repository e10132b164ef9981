import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf } from '../../api/fields.ts';
import { ask, type KubectlContext, success } from '../context.ts';
import { type Arguments, type FlagKinds, isOn } from '../flags.ts';
import { errorOf, plain, type Report } from '../report.ts';
import { type Picking, type Target, targetsOf } from './targets.ts';

/** The flags of the commands that change what is there. Source: v1.35 cli-runtime pkg/resource, pkg/genericclioptions */
export const changingFlags: FlagKinds = {
  local: 'switch',
  filename: 'list',
  recursive: 'switch',
  output: 'value',
  'dry-run': 'optional',
  'field-manager': 'value',
  'show-managed-fields': 'switch',
};

/** Source: v1.35 cli-runtime pkg/resource/builder.go LocalResourceError */
const localNeedsFiles =
  "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

/** An object with how it is now. */
export interface LiveTarget extends Target {
  readonly live: Fields;
}

/**
 * What words, selectors or files pick, each as the server has it; with `--local`, as the files have it. What cannot be
 * read is told to the report and left out.
 * Source: v1.35 cli-runtime pkg/resource/builder.go Latest, ContinueOnError
 */
export function* liveTargets(
  words: readonly string[],
  args: Arguments,
  context: KubectlContext,
  report: Report,
  picking: Picking = {},
): Calls<readonly LiveTarget[]> {
  const found: LiveTarget[] = [];
  if (isOn(args, 'local') && !args.flags.has('filename')) {
    report.fail(plain(localNeedsFiles));
    return found;
  }
  for (const target of yield* targetsOf(words, args, context, report, picking)) {
    if (target.listed !== undefined) found.push({ ...target, live: target.listed });
    else if (isOn(args, 'local') && target.manifest !== undefined)
      found.push({ ...target, live: fieldsOf(target.manifest) });
    else {
      const answer = yield* ask({ verb: 'get', path: target.path });
      if (success(answer)) found.push({ ...target, live: fieldsOf(answer.body) });
      else report.fail(errorOf(answer));
    }
  }
  return found;
}
