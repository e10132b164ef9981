import type { Calls } from '../../api/calls.ts';
import { at, rowsOf, textOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName, select } from '../selection.ts';
import { notModelled } from './not-modelled.ts';

/** `kubectl set image deployment/web nginx=nginx:1.16.1`. Source: v1.35 kubectl pkg/cmd/set/set_image.go */
export const set: Command = {
  name: 'set',
  flags: { all: 'switch' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [what, ...words] = args.words;
    if (what !== 'image') {
      const known = ['env', 'resources', 'selector', 'serviceaccount', 'subject'].includes(what ?? '');
      report.fail(plain(known ? notModelled(`set ${what}`) : `unknown command "set ${what ?? ''}"`));
      return report.outcome();
    }
    const images = new Map(words.filter((word) => word.includes('=')).map((word) => split(word)));
    const selection = select(words.filter((word) => !word.includes('=')));
    if ('error' in selection) {
      report.fail(selection.error);
      return report.outcome();
    }
    for (const { resource, name = '' } of selection.selected) {
      const path = resourcePath(resource, namespaceOf(args), name);
      const live = yield* ask({ verb: 'get', path });
      if (!success(live)) {
        report.fail(errorOf(live));
        continue;
      }
      const isPod = resource.plural === 'pods';
      const containers = rowsOf(
        isPod ? at(live.body, 'spec', 'containers') : at(live.body, 'spec', 'template', 'spec', 'containers'),
      );
      const changed = containers.flatMap((container) => {
        const image = images.get(textOf(container.name)) ?? images.get('*');
        return image === undefined || image === textOf(container.image)
          ? []
          : [{ name: textOf(container.name), image }];
      });
      const unknown = [...images.keys()].filter(
        (each) => each !== '*' && !containers.some((container) => textOf(container.name) === each),
      );
      for (const each of unknown) report.fail(plain(`unable to find container named "${each}"`));
      if (changed.length === 0) continue;
      const spec = {
        '$setElementOrder/containers': containers.map((container) => ({ name: textOf(container.name) })),
        containers: changed,
      };
      const body = isPod ? { spec } : { spec: { template: { spec } } };
      const call = {
        verb: 'patch' as const,
        path: `${path}?fieldManager=kubectl-set`,
        contentType: 'application/strategic-merge-patch+json' as const,
        body,
      };
      const answer = yield* ask(call);
      if (success(answer)) report.print(`${printedName(resource, name)} image updated`);
      else report.fail(errorOf(answer));
    }
    return report.outcome();
  },
};

const split = (word: string): readonly [string, string] => [
  word.slice(0, word.indexOf('=')),
  word.slice(word.indexOf('=') + 1),
];
