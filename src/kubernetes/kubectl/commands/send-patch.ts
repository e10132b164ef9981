import type { ApiCall, Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf } from '../../api/fields.ts';
import { applyJsonPatch, jsonMergePatch, strategicMerge } from '../../api/strategic-merge.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { errorOf, type KubectlError, type Report } from '../report.ts';
import type { LiveTarget } from './live-targets.ts';
import { isClientDryRun, isServerDryRun, say } from './post.ts';

export type PatchType = 'strategic' | 'merge' | 'json';

export const contentTypes: Readonly<Record<PatchType, NonNullable<ApiCall['contentType']>>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
};

export interface PatchOrder {
  readonly type: PatchType;
  readonly body: unknown;
  /** Who is said to manage the fields; kubectl does not say it everywhere. */
  readonly manager?: string;
  readonly subresource?: string;
  /** What stands behind the name when it is done; it may depend on what came of it. */
  readonly word: string | ((after: Fields) => string);
  /** How a refusal is told. */
  readonly refused?: (error: KubectlError) => KubectlError;
}

/** `(dry run)`, where it is one. Source: v1.35 kubectl pkg/cmd/util/helpers.go PrintFlagsWithDryRunStrategy */
export const dryRunWord = (args: Arguments): string =>
  isClientDryRun(args) ? ' (dry run)' : isServerDryRun(args) ? ' (server dry run)' : '';

/** Changes one object and says so; a dry run of the client and `--local` change a copy of it. */
export function* sendPatch(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  target: LiveTarget,
  order: PatchOrder,
): Calls<boolean> {
  const { resource, path, live } = target;
  const done = (after: Fields): true => {
    const word = typeof order.word === 'string' ? order.word : order.word(after);
    say(report, args, context, resource, after as unknown as Manifest, `${word}${dryRunWord(args)}`);
    return true;
  };
  if (isClientDryRun(args) || isOn(args, 'local')) return done(patched(live, order));
  const manager = order.manager === undefined ? undefined : (flag(args, 'field-manager') ?? order.manager);
  const query = [
    ...(isServerDryRun(args) ? ['dryRun=All'] : []),
    ...(manager === undefined ? [] : [`fieldManager=${encodeURIComponent(manager)}`]),
  ].join('&');
  const answer = yield* ask({
    verb: 'patch',
    path: `${path}${order.subresource === undefined ? '' : `/${order.subresource}`}${query === '' ? '' : `?${query}`}`,
    contentType: contentTypes[order.type],
    body: order.body,
  });
  if (success(answer)) return done(fieldsOf(answer.body));
  const error = errorOf(answer);
  report.fail(order.refused === undefined ? error : order.refused(error));
  return false;
}

/** The object as the patch would leave it. */
function patched(live: Fields, { type, body }: PatchOrder): Fields {
  if (type === 'strategic') return strategicMerge(live, body);
  if (type === 'merge') return fieldsOf(jsonMergePatch(live, body));
  const outcome = applyJsonPatch(live, body);
  return 'object' in outcome ? fieldsOf(outcome.object) : live;
}
