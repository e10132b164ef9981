import type { Calls } from '../../../api/calls.ts';
import type { Fields } from '../../../api/fields.ts';
import { createStrategicPatch } from '../../../api/strategic-merge.ts';
import type { KubectlContext } from '../../context.ts';
import type { Arguments } from '../../flags.ts';
import { type KubectlError, plain, type Report } from '../../report.ts';
import type { LiveTarget } from '../live-targets.ts';
import { sendPatch } from '../send-patch.ts';

/** What `kubectl set` makes of one object: the object as it shall be, or why not. */
export type Changed = Fields | string;

/**
 * Sends the difference between an object and what it shall be; nothing where there is none.
 * Source: v1.35 kubectl pkg/cmd/set/helper.go CalculatePatches
 * @param failure how a refusal begins
 */
export function* sendChange(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  target: LiveTarget,
  changed: Changed,
  { word, failure, always = false }: { readonly word: string; readonly failure: string; readonly always?: boolean },
): Calls<void> {
  if (typeof changed === 'string') {
    report.fail(plain(`error: ${target.resource.plural}/${target.name} ${changed}\n`));
    return;
  }
  const body = createStrategicPatch(target.live, changed);
  if (Object.keys(body).length === 0 && !always) return;
  yield* sendPatch(report, args, context, target, {
    type: 'strategic',
    body,
    manager: 'kubectl-set',
    word,
    refused: (error) => plain(`${failure}${messageOf(error)}`),
  });
}

function messageOf(error: KubectlError): string {
  if (error.kind === 'status') return error.status.message;
  return error.kind === 'plain' ? error.message : 'connection refused';
}
