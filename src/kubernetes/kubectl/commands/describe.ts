import type { ApiAnswer, Calls } from '../../api/calls.ts';
import { at, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import { ask, type Command, type KubectlContext, namespaceOf, success } from '../context.ts';
import { describerFor } from '../describers/index.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type KubectlError, type Outcome, plain, Report } from '../report.ts';
import { type Selected, select } from '../selection.ts';
import { endpointsWarning } from './get.ts';
import { listPages } from './list-pages.ts';
import { listQuery } from './list-query.ts';
import { filesAndWords } from './targets.ts';

/** Source: v1.35 kubectl pkg/cmd/describe/describe.go */
export const describe: Command = {
  name: 'describe',
  flags: {
    filename: 'list',
    selector: 'value',
    'all-namespaces': 'switch',
    'show-events': 'value',
    'chunk-size': 'value',
    recursive: 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const picked = pick(args, context);
    if ('error' in picked) {
      report.fail(picked.error);
      return report.outcome();
    }
    const { found, missing } = yield* fetch(args, picked.selected);
    if (picked.selected.some(({ resource }) => resource.plural === 'endpoints')) report.tell(endpointsWarning);
    if (missing.length > 0 && args.words.length === 2 && found.length === 0) {
      yield* describeByPrefix(args, context, report, picked.selected[0], missing[0]);
      return report.outcome();
    }
    const parts: string[] = [];
    for (const each of found) parts.push(yield* describeOne(args, context, each));
    report.write(parts.join('\n\n'));
    for (const error of missing) report.fail(error);
    if (found.length === 0 && missing.length === 0 && !report.failed) sayNothingFound(args, report);
    return report.outcome();
  },
};

interface Found {
  readonly resource: Resource;
  readonly object: Fields;
}

interface Picked extends Selected {
  readonly namespace: string;
}

function pick(
  args: Arguments,
  context: KubectlContext,
): { readonly selected: readonly Picked[] } | { readonly error: KubectlError } {
  const problem = wordsProblem(args);
  if (problem !== undefined) return { error: plain(problem) };
  if (args.flags.has('filename')) {
    const selected: Picked[] = [];
    for (const read of readManifests(args, context)) {
      if ('error' in read) return { error: read.error };
      selected.push({ resource: read.resource, name: read.name, namespace: read.namespace });
    }
    return { selected };
  }
  if (args.words.length === 0) {
    return {
      error: plain(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
      ),
    };
  }
  const selection = select(args.words);
  if ('error' in selection) return selection;
  const namespace = isOn(args, 'all-namespaces') ? '' : namespaceOf(args);
  return { selected: selection.selected.map((each) => ({ ...each, namespace })) };
}

/** Names where a selector, all Namespaces or a file pick already. Source: v1.35 cli-runtime pkg/resource/builder.go */
function wordsProblem(args: Arguments): string | undefined {
  const { words } = args;
  if (args.flags.has('filename')) return words.length > 0 ? filesAndWords(words) : undefined;
  const slashed = words.some((word) => word.includes('/'));
  const selects = (flag(args, 'selector') ?? '') !== '';
  if (selects && slashed) return 'selectors and the all flag cannot be used when passing resource/name arguments';
  if (selects && words.length > 1) return 'name cannot be provided when a selector is specified';
  const named = slashed || words.length > 1;
  return named && isOn(args, 'all-namespaces')
    ? 'a resource cannot be retrieved by name across all namespaces'
    : undefined;
}

function* fetch(
  args: Arguments,
  picked: readonly Picked[],
): Calls<{ readonly found: readonly Found[]; readonly missing: readonly KubectlError[] }> {
  const found: Found[] = [];
  const missing: KubectlError[] = [];
  for (const { resource, name, namespace } of picked) {
    const path = resourcePath(resource, namespace, name);
    const answer =
      name === undefined ? yield* listPages(`${path}${listQuery(args)}`) : yield* ask({ verb: 'get', path });
    if (!success(answer)) missing.push(errorOf(answer));
    else if (name === undefined) found.push(...itemsOf(answer, resource));
    else found.push({ resource, object: fieldsOf(answer.body) });
  }
  return { found, missing };
}

const itemsOf = (answer: ApiAnswer, resource: Resource): readonly Found[] =>
  rowsOf(fieldsOf(answer.body).items).map((item) => ({
    resource,
    object: { apiVersion: resource.apiVersion, kind: resource.kind, ...item },
  }));

/** `describe pod web` without a Pod of that name: all whose names begin so. */
function* describeByPrefix(
  args: Arguments,
  context: KubectlContext,
  report: Report,
  picked: Picked | undefined,
  original: KubectlError | undefined,
): Calls<void> {
  if (picked === undefined || original === undefined) return;
  const { resource, namespace, name = '' } = picked;
  const answer = yield* listPages(`${resourcePath(resource, namespace)}?limit=500`);
  const matching = success(answer)
    ? itemsOf(answer, resource).filter(({ object }) => textOf(at(object, 'metadata', 'name')).startsWith(name))
    : [];
  for (const each of matching) report.write(`${yield* describeOne(args, context, each)}\n`);
  if (matching.length === 0) report.fail(original);
}

/** The describer reads the object anew, as it does in kubectl. */
function* describeOne(args: Arguments, context: KubectlContext, { resource, object }: Found): Calls<string> {
  const { name, namespace } = fieldsOf(object.metadata);
  const answer = yield* ask({ verb: 'get', path: resourcePath(resource, textOf(namespace), textOf(name)) });
  const latest = success(answer) ? fieldsOf(answer.body) : object;
  return yield* describerFor(resource.plural)(latest, {
    now: context.now,
    showEvents: flag(args, 'show-events') !== 'false',
  });
}

/** The Namespace is named whatever the kinds are. */
function sayNothingFound(args: Arguments, report: Report): void {
  report.tell(
    isOn(args, 'all-namespaces') ? 'No resources found' : `No resources found in ${namespaceOf(args)} namespace.`,
  );
}
