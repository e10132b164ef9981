import { parse } from 'yaml';
import type { ApiCall, Calls } from '../../api/calls.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { flag } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName, select } from '../selection.ts';

const types: Readonly<Record<string, NonNullable<ApiCall['contentType']>>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
};

/** Source: v1.35 kubectl pkg/cmd/patch/patch.go */
export const patch: Command = {
  name: 'patch',
  flags: { patch: 'value', type: 'value', subresource: 'value' },
  short: { p: 'patch' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const body = read(flag(args, 'patch') ?? '');
    const contentType = types[flag(args, 'type') ?? 'strategic'];
    const selection = select(args.words);
    if (body === undefined || contentType === undefined || 'error' in selection) {
      report.fail(
        'error' in selection
          ? selection.error
          : plain(
              contentType === undefined
                ? '--type must be one of [json merge strategic]'
                : 'must specify --patch or --patch-file containing the contents of the patch',
            ),
      );
      return report.outcome();
    }
    for (const { resource, name = '' } of selection.selected) {
      const path = resourcePath(
        resource,
        resource.namespaced ? namespaceOf(args) : undefined,
        name,
        flag(args, 'subresource'),
      );
      const before = yield* ask({
        verb: 'get',
        path: resourcePath(resource, resource.namespaced ? namespaceOf(args) : undefined, name),
      });
      const answer = yield* ask({ verb: 'patch', path: `${path}?fieldManager=kubectl-patch`, contentType, body });
      if (!success(answer)) {
        report.fail(errorOf(answer));
        continue;
      }
      const version = (object: unknown) =>
        (object as { readonly metadata?: { readonly resourceVersion?: string } } | undefined)?.metadata
          ?.resourceVersion;
      const changed = version(before.body) !== version(answer.body);
      report.print(`${printedName(resource, name)} patched${changed ? '' : ' (no change)'}`);
    }
    return report.outcome();
  },
};

/** A patch may be JSON or YAML. */
function read(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
