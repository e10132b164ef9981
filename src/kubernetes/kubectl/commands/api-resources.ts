import type { Calls } from '../../api/calls.ts';
import { byText } from '../../api/fields.ts';
import { type Resource, resources } from '../../api/resources.ts';
import type { Command } from '../context.ts';
import { type Arguments, flag, flagList, isOn } from '../flags.ts';
import { kindOfResource } from '../kind-of-resource.ts';
import { layOut } from '../printers/table.ts';
import { type Outcome, plain, Report } from '../report.ts';

/** What discovery has told kubectl before: its cache is warm, so nothing is asked. Source: v1.35 kubectl pkg/cmd/apiresources/apiresources.go */
export const apiResources: Command = {
  name: 'api-resources',
  flags: {
    'api-group': 'value',
    namespaced: 'optional',
    'no-headers': 'switch',
    output: 'value',
    'sort-by': 'value',
    cached: 'switch',
    verbs: 'list',
    categories: 'list',
  },
  // biome-ignore lint/correctness/useYield: a command is a generator of calls, and this one has none to make.
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const format = flag(args, 'output') ?? '';
    const sortBy = flag(args, 'sort-by') ?? '';
    if (args.words.length > 0)
      report.fail(
        plain(`unexpected arguments: [${args.words.join(' ')}]\nSee 'kubectl api-resources -h' for help and examples`),
      );
    else if (!['', 'name', 'wide'].includes(format)) report.fail(plain(`--output ${format} is not available`));
    else if (!['', 'name', 'kind'].includes(sortBy)) report.fail(plain('--sort-by accepts only name or kind'));
    else report.write(format === 'name' ? names(args, sortBy) : table(args, sortBy, format === 'wide'));
    return report.outcome();
  },
};

const everything = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** What may be done with a kind at all. */
function verbsOf({ kind }: Resource): readonly string[] {
  if (kind === 'Binding' || kind.endsWith('Review')) return ['create'];
  if (kind === 'ComponentStatus') return ['get', 'list'];
  return kind === 'Namespace' ? everything.filter((verb) => verb !== 'deletecollection') : everything;
}

const inAll: ReadonlySet<string> = new Set(
  'Pod ReplicationController Service DaemonSet Deployment ReplicaSet StatefulSet HorizontalPodAutoscaler CronJob Job'.split(
    ' ',
  ),
);
const extensions =
  /^(APIService|CustomResourceDefinition|(Mutating|Validating)(WebhookConfiguration|AdmissionPolicy(Binding)?))$/;

/** Words that stand for several kinds, such as `all`. */
const categoriesOf = ({ kind }: Resource): readonly string[] =>
  inAll.has(kind) ? ['all'] : extensions.test(kind) ? ['api-extensions'] : [];

/** No resource of its own, but one under each Pod. */
const onlyBelowPods = 'Eviction';

/** By group, then name; the version that the server prefers stands for its kind. */
function chosen(args: Arguments, sortBy: string): readonly Resource[] {
  const group = flag(args, 'api-group');
  const namespaced = args.flags.has('namespaced') ? flag(args, 'namespaced') !== 'false' : undefined;
  const preferred = resources.filter(
    (resource) =>
      resource.kind !== onlyBelowPods &&
      resources.find(({ group, kind }) => group === resource.group && kind === resource.kind) === resource,
  );
  const key = ({ group, plural, kind }: Resource): readonly [string, string] =>
    sortBy === 'name' ? [plural, ''] : sortBy === 'kind' ? [kind, ''] : [group, plural];
  return preferred
    .filter((resource) => group === undefined || resource.group === group)
    .filter((resource) => namespaced === undefined || resource.namespaced === namespaced)
    .filter((resource) => flagList(args, 'verbs').every((verb) => verbsOf(resource).includes(verb)))
    .filter((resource) => flagList(args, 'categories').every((each) => categoriesOf(resource).includes(each)))
    .toSorted((a, b) => byText(key(a)[0], key(b)[0]) || byText(key(a)[1], key(b)[1]));
}

const names = (args: Arguments, sortBy: string): string =>
  chosen(args, sortBy)
    .map((resource) => `${kindOfResource(resource)}\n`)
    .join('');

const table = (args: Arguments, sortBy: string, wide: boolean): string =>
  layOut(
    {
      columns: ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])],
      rows: chosen(args, sortBy).map((resource) => [
        resource.plural,
        resource.shortNames.join(','),
        resource.apiVersion,
        String(resource.namespaced),
        resource.kind,
        ...(wide ? [verbsOf(resource).join(','), categoriesOf(resource).join(',')] : []),
      ]),
    },
    !isOn(args, 'no-headers'),
  );
