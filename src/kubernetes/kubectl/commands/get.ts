import type { ApiAnswer, Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, rowsOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, type KubectlContext, namespaceOf, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { readManifests } from '../manifests.ts';
import { type Group, outputOf, printObjects, sortProblem } from '../output.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { type Selected, select } from '../selection.ts';
import { getProblem } from './get-problem.ts';
import { listError } from './list-error.ts';
import { listPages } from './list-pages.ts';
import { listQuery } from './list-query.ts';
import { filesAndWords } from './targets.ts';

/** Source: v1.35 kubectl pkg/cmd/get/get.go */
export const get: Command = {
  name: 'get',
  flags: {
    filename: 'list',
    output: 'value',
    selector: 'value',
    'field-selector': 'value',
    'all-namespaces': 'switch',
    'label-columns': 'list',
    'show-labels': 'switch',
    'show-kind': 'switch',
    'no-headers': 'switch',
    'sort-by': 'value',
    'ignore-not-found': 'switch',
    watch: 'switch',
    'watch-only': 'switch',
    'chunk-size': 'value',
    subresource: 'value',
    raw: 'value',
    recursive: 'switch',
    'show-managed-fields': 'switch',
    'output-watch-events': 'switch',
    'allow-missing-template-keys': 'optional',
    'server-print': 'optional',
    template: 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const problem = getProblem(args);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const raw = flag(args, 'raw');
    if (raw !== undefined) {
      const answer = yield* ask({ verb: 'get', path: raw });
      if (success(answer)) report.write(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      else report.fail(errorOf(answer));
      return report.outcome();
    }
    const picked = pick(args, context, report);
    if (picked === undefined) return report.outcome();
    yield* fetchAndPrint(args, context, report, picked);
    return report.outcome();
  },
};

/** What the server says to everybody who reads Endpoints. */
export const endpointsWarning = 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';

/** The same to everybody who asks how the other components are. */
const componentsWarning = 'Warning: v1 ComponentStatus is deprecated in v1.19+';

interface Picked extends Selected {
  readonly namespace: string;
}

function pick(args: Arguments, context: KubectlContext, report: Report): readonly Picked[] | undefined {
  const namespace = isOn(args, 'all-namespaces') ? '' : namespaceOf(args);
  if (args.flags.has('filename') && args.words.length > 0) {
    report.fail(plain(filesAndWords(args.words)));
    return undefined;
  }
  if (args.flags.has('filename')) {
    return readManifests(args, context).flatMap((read): readonly Picked[] => {
      if ('error' in read) report.fail(read.error);
      return 'error' in read ? [] : [{ resource: read.resource, name: read.name, namespace: read.namespace }];
    });
  }
  if (args.words.length === 0) {
    report.tell(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
    report.fail(
      plain(
        `Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples`,
      ),
    );
    return undefined;
  }
  const selection = select(args.words);
  if ('error' in selection) {
    report.fail(selection.error);
    return undefined;
  }
  const named = selection.selected.some(({ name }) => name !== undefined);
  if (!named && (flag(args, 'subresource') ?? '') !== '') {
    report.fail(plain('subresource cannot be used when bulk resources are specified'));
    return undefined;
  }
  if (named && isOn(args, 'all-namespaces')) {
    report.fail(plain('a resource cannot be retrieved by name across all namespaces'));
    return undefined;
  }
  if (named && flag(args, 'selector') !== undefined) {
    report.fail(plain('name cannot be provided when a selector is specified'));
    return undefined;
  }
  return selection.selected.map((selected) => ({ ...selected, namespace }));
}

/** One request per name, one list per kind. */
function* fetched(args: Arguments, { resource, name, namespace }: Picked): Calls<ApiAnswer> {
  if (name === undefined) return yield* listPages(`${resourcePath(resource, namespace)}${listQuery(args)}`);
  return yield* ask({ verb: 'get', path: resourcePath(resource, namespace, name, flag(args, 'subresource')) });
}

function* fetchAndPrint(
  args: Arguments,
  context: KubectlContext,
  report: Report,
  picked: readonly Picked[],
): Calls<void> {
  const watches = isOn(args, 'watch') || isOn(args, 'watch-only');
  if (watches && new Set(picked.map(({ resource }) => resource)).size > 1) {
    report.fail(plain('you may only specify a single resource type'));
    return;
  }
  if (watches && picked.length > 1) {
    const one = 'watch is only supported on individual resources and resource collections';
    report.fail(plain(`${one} - more than 1 resource was found`));
    return;
  }
  if (watches && (flag(args, 'sort-by') ?? '') !== '')
    report.tell('warning: --watch or --watch-only requested, --sort-by will be ignored');
  const groups: { resource: Selected['resource']; objects: Fields[] }[] = [];
  const single = picked.length === 1 && picked[0]?.name !== undefined;
  let watchFrom = '';
  for (const one of picked) {
    const answer = yield* fetched(args, one);
    if (one.resource.plural === 'endpoints') report.tell(endpointsWarning);
    if (one.resource.plural === 'componentstatuses') report.tell(componentsWarning);
    if (!success(answer)) {
      if (!(answer.code === 404 && isOn(args, 'ignore-not-found')))
        report.fail(one.name === undefined ? listError(args, one.resource, errorOf(answer)) : errorOf(answer));
      continue;
    }
    watchFrom = String(fieldsOf(fieldsOf(answer.body).metadata).resourceVersion ?? '');
    const objects = one.name === undefined ? itemsOf(answer, one) : [fieldsOf(answer.body)];
    const last = groups.at(-1);
    if (one.name !== undefined && last?.resource === one.resource) last.objects.push(...objects);
    else groups.push({ resource: one.resource, objects: [...objects] });
  }
  const found = groups.some((group) => group.objects.length > 0);
  const format = outputOf(args);
  const asTable = format === '' || format === 'wide';
  // A stream of tables has one tabwriter, which remembers; several tables have one each.
  const widths: number[] = [];
  const unsorted = sortProblem(
    args,
    groups.flatMap((group) => group.objects),
  );
  if (unsorted !== undefined) {
    report.fail(plain(unsorted));
    return;
  }
  const silent = isOn(args, 'ignore-not-found') && !found;
  if (!isOn(args, 'watch-only') && !silent && (found || (!asTable && !report.failed))) {
    printObjects(report, args, groups as readonly Group[], single, context.now(), {
      files: context.files,
      ...(watches ? { widths, ...eventShown(args, 'ADDED') } : {}),
    });
  }
  const [first] = picked;
  if (watches) {
    if (first !== undefined && !report.failed) yield* watch(args, context, report, first, watchFrom, found, widths);
    return;
  }
  if (!found && !report.failed && asTable && !isOn(args, 'ignore-not-found')) {
    const inNamespace = picked.every(({ resource }) => resource.namespaced) && !isOn(args, 'all-namespaces');
    report.tell(inNamespace ? `No resources found in ${namespaceOf(args)} namespace.` : 'No resources found');
  }
}

/** Items of a list bear neither kind nor version on the wire. */
function itemsOf(answer: ApiAnswer, { resource }: Selected): readonly Fields[] {
  return rowsOf(fieldsOf(answer.body).items).map((item) => ({
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    ...item,
  }));
}

const eventShown = (args: Arguments, event: string) => (isOn(args, 'output-watch-events') ? { event } : {});

/** One row per event, until the watch is closed. */
function* watch(
  args: Arguments,
  context: KubectlContext,
  report: Report,
  { resource, namespace, name }: Picked,
  revision: string,
  headersShown: boolean,
  widths: number[],
): Calls<void> {
  let headers = !headersShown;
  const query = listQuery(args, false).replace('?', '&');
  const only = name === undefined ? '' : `&fieldSelector=metadata.name%3D${name}`;
  yield* ask({
    verb: 'watch',
    path: `${resourcePath(resource, namespace)}?resourceVersion=${revision}&watch=true${only}${query}`,
    streams: true,
    until: (event) => {
      const silent: Arguments = headers ? args : { ...args, flags: new Map([...args.flags, ['no-headers', ['true']]]) };
      const group = { resource, objects: [fieldsOf(event.object)] };
      const more = { files: context.files, widths, ...eventShown(args, event.type) };
      printObjects(report, silent, [group], true, context.now(), more);
      headers = false;
      // What cannot be printed once cannot be printed at all.
      return report.failed;
    },
  });
}
