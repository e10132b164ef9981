import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { type KubectlContext, namespaceOf, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, plain, type Report } from '../report.ts';
import { select } from '../selection.ts';
import { listError } from './list-error.ts';
import { listPages } from './list-pages.ts';
import { listQuery } from './list-query.ts';

/** One object that a command shall act upon. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** As a list showed it. */
  readonly listed?: Fields;
  /** As a file has it, and which. */
  readonly manifest?: Manifest;
  readonly source?: string;
}

/** What every command says that was given nothing to act upon. Source: v1.35 cli-runtime pkg/resource/builder.go missingResourceError */
const missingResource =
  "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'";

/** How a command reads kinds that stand without a name and without a selector. */
export interface Picking {
  /** They mean all objects of the kind: `rollout restart deployment`. */
  readonly kindsMeanAll?: boolean;
}

/**
 * The objects that files, names, selectors or kinds alone pick, in this order; what is wrong is told to the report.
 * Source: v1.35 cli-runtime pkg/resource/builder.go
 */
export function* targetsOf(
  words: readonly string[],
  args: Arguments,
  context: KubectlContext,
  report: Report,
  { kindsMeanAll = false }: Picking = {},
): Calls<readonly Target[]> {
  const problem = problemOf(words, args, kindsMeanAll);
  if (problem !== undefined) {
    report.fail(plain(problem));
    return [];
  }
  if (args.flags.has('filename')) return fromFiles(args, context, report);
  const selection = select(words);
  if ('error' in selection) {
    report.fail(selection.error);
    return [];
  }
  const namespace = isOn(args, 'all-namespaces') ? '' : namespaceOf(args);
  const targets: Target[] = [];
  for (const { resource, name } of selection.selected) {
    if (name !== undefined) targets.push(targetFor(resource, namespace, name));
    else targets.push(...(yield* fromList(args, report, resource, namespace)));
  }
  return targets;
}

const targetFor = (resource: Resource, given: string, name: string): Target => {
  const namespace = resource.namespaced ? given : '';
  return { resource, namespace, name, path: resourcePath(resource, namespace, name) };
};

function fromFiles(args: Arguments, context: KubectlContext, report: Report): readonly Target[] {
  return readManifests(args, context).flatMap((read): readonly Target[] => {
    if ('error' in read) {
      report.fail(read.error);
      return [];
    }
    const { manifest, source } = read;
    return [{ ...targetFor(read.resource, read.namespace, read.name), manifest, source }];
  });
}

function* fromList(args: Arguments, report: Report, resource: Resource, namespace: string): Calls<readonly Target[]> {
  const answer = yield* listPages(`${resourcePath(resource, namespace)}${listQuery(args)}`);
  if (!success(answer)) report.fail(listError(args, resource, errorOf(answer)));
  return rowsOf(fieldsOf(answer.body).items).map((item) => {
    const metadata = fieldsOf(item.metadata);
    const listed = { apiVersion: resource.apiVersion, kind: resource.kind, ...item };
    return { ...targetFor(resource, textOf(metadata.namespace), textOf(metadata.name)), listed };
  });
}

/** What is wrong with the words, kinds that there are not included. */
export function pickProblem(words: readonly string[], args: Arguments): string | undefined {
  const problem = problemOf(words, args, false);
  if (problem !== undefined || args.flags.has('filename')) return problem;
  const selection = select(words);
  return 'error' in selection && selection.error.kind === 'plain' ? selection.error.message : undefined;
}

function problemOf(words: readonly string[], args: Arguments, kindsMeanAll: boolean): string | undefined {
  const selects = [flag(args, 'selector'), flag(args, 'field-selector')].some((text) => (text ?? '') !== '');
  const many = selects || isOn(args, 'all');
  const slashed = words.some((word) => word.includes('/'));
  if (args.flags.has('filename')) return words.length > 0 ? filesAndWords(words) : undefined;
  if (words.length === 0) return many ? 'at least one resource must be specified to use a selector' : missingResource;
  if (many && slashed) return 'selectors and the all flag cannot be used when passing resource/name arguments';
  if (many && words.length > 1) return 'name cannot be provided when a selector is specified';
  if (slashed || words.length > 1)
    return isOn(args, 'all-namespaces') ? 'a resource cannot be retrieved by name across all namespaces' : undefined;
  return many || kindsMeanAll || 'error' in select(words)
    ? undefined
    : 'resource(s) were provided, but no name was specified';
}

/** Why files and words do not go together. */
export const filesAndWords = (words: readonly string[]): string =>
  words.some((word) => word.includes('/'))
    ? 'resource/name arguments cannot be provided when a path is specified'
    : 'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well';

/** The path of a watch on one object that begins with how it is now, as client-go's informers open it. */
export const watchPath = ({ resource, namespace, name }: Pick<Target, 'resource' | 'namespace' | 'name'>): string =>
  `${resourcePath(resource, namespace)}?allowWatchBookmarks=true&fieldSelector=metadata.name%3D${encodeURIComponent(name)}&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&watch=true`;
