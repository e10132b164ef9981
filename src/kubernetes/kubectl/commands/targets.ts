import type { Calls } from '../../api/calls.ts';
import { fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import { ask, type KubectlContext, namespaceOf, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type Report } from '../report.ts';
import { select } from '../selection.ts';
import { listQuery } from './get.ts';

/** One object that a command shall act upon. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
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
): Calls<readonly Target[]> {
  const target = (resource: Resource, given: string, name: string): Target => {
    const namespace = resource.namespaced ? given : '';
    return { resource, namespace, name, path: resourcePath(resource, namespace, name) };
  };
  if (args.flags.has('filename')) {
    return readManifests(args, context).flatMap((read): readonly Target[] => {
      if ('error' in read) report.fail(read.error);
      return 'error' in read ? [] : [target(read.resource, read.namespace, read.name)];
    });
  }
  const selection = select(words);
  if ('error' in selection) {
    report.fail(selection.error);
    return [];
  }
  const namespace = isOn(args, 'all-namespaces') ? '' : namespaceOf(args);
  const targets: Target[] = [];
  for (const { resource, name } of selection.selected) {
    if (name !== undefined) {
      targets.push(target(resource, namespace, name));
      continue;
    }
    const query = flag(args, 'selector') === undefined ? '?limit=500' : listQuery(args);
    const answer = yield* ask({ verb: 'list', path: `${resourcePath(resource, namespace)}${query}` });
    if (!success(answer)) report.fail(errorOf(answer));
    for (const { metadata } of rowsOf(fieldsOf(answer.body).items))
      targets.push(target(resource, textOf(fieldsOf(metadata).namespace), textOf(fieldsOf(metadata).name)));
  }
  return targets;
}

/** The path of a watch on one object that begins with how it is now, as client-go's informers open it. */
export const watchPath = ({ resource, namespace, name }: Target): string =>
  `${resourcePath(resource, namespace)}?allowWatchBookmarks=true&fieldSelector=metadata.name%3D${encodeURIComponent(name)}&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&watch=true`;
