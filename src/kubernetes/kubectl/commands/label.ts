import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName, select } from '../selection.ts';

/** `key=value` sets, `key-` takes away. Source: v1.35 kubectl pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go */
function keyed(name: 'label' | 'annotate', field: 'labels' | 'annotations', done: string): Command {
  return {
    name,
    flags: { overwrite: 'switch', all: 'switch' },
    run: function* (args): Calls<Outcome> {
      const report = new Report();
      const isChange = (word: string) =>
        word.includes('=') || (/-$/.test(word) && !word.includes('/') && word !== args.words[0]);
      const changes = args.words.filter(isChange);
      const selection = select(args.words.filter((word) => !isChange(word)));
      if ('error' in selection) {
        report.fail(selection.error);
        return report.outcome();
      }
      for (const { resource, name: object = '' } of selection.selected) {
        const path = resourcePath(resource, resource.namespaced ? namespaceOf(args) : undefined, object);
        const live = yield* ask({ verb: 'get', path });
        if (!success(live)) {
          report.fail(errorOf(live));
          continue;
        }
        const before = fieldsOf(at(live.body, 'metadata', field));
        const taken = changes
          .map((word) => word.split('=')[0] ?? '')
          .find((key) => key in before && !isOn(args, 'overwrite') && !changes.includes(`${key}-`));
        if (taken !== undefined) {
          report.fail(plain(`'${taken}' already has a value (${String(before[taken])}), and --overwrite is false`));
          continue;
        }
        const entries = changes.map((word) =>
          word.includes('=')
            ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
            : [word.slice(0, -1), null],
        );
        const body = { metadata: { [field]: Object.fromEntries(entries) } };
        const answer = yield* ask({
          verb: 'patch',
          path: `${path}?fieldManager=kubectl-${name}`,
          contentType: 'application/merge-patch+json',
          body,
        });
        if (success(answer))
          report.print(
            `${printedName(resource, object)} ${entries.every(([, value]) => value === null) ? `un${done}` : done}`,
          );
        else report.fail(errorOf(answer));
      }
      return report.outcome();
    },
  };
}

export const label = keyed('label', 'labels', 'labeled');
export const annotate = keyed('annotate', 'annotations', 'annotated');
