import type { Calls } from '../../../api/calls.ts';
import { rowsOf, textOf } from '../../../api/fields.ts';
import type { KubectlContext } from '../../context.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { liveTargets } from '../live-targets.ts';
import { resourcesAndPairs } from '../resources-and-pairs.ts';
import { podSpecOf, withContainers, withPodSpec } from './pod-spec.ts';
import { sendChange } from './send-changes.ts';

/** `kubectl set image deployment/web nginx=nginx:1.16.1`. Source: v1.35 kubectl pkg/cmd/set/set_image.go */
export function* setImage(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const words = resourcesAndPairs(args.words, 'image');
  if ('error' in words) {
    report.fail(plain(words.error));
    return;
  }
  const images = new Map(words.pairs.map(split));
  const problems = problemsOf(args, words.resources, images);
  for (const problem of problems) report.fail(plain(problem));
  if (problems.length > 0) return;
  for (const target of yield* liveTargets(words.resources, args, context, report)) {
    const spec = podSpecOf(target.live);
    const names = ['initContainers', 'containers'].flatMap((field) =>
      rowsOf(spec[field]).map(({ name }) => textOf(name)),
    );
    const changed = withPodSpec(target.live, (old) => {
      const imageOf = (name: unknown) => images.get(textOf(name)) ?? images.get('*');
      return (
        withContainers(
          old,
          ({ name }) => imageOf(name) !== undefined,
          (each) => ({ ...each, image: imageOf(each.name) }),
        ) ?? old
      );
    });
    if (typeof changed !== 'string')
      for (const name of images.keys())
        if (name !== '*' && !names.includes(name))
          report.fail(plain(`error: unable to find container named "${name}"`));
    yield* sendChange(report, args, context, target, changed, {
      word: 'image updated',
      failure: 'failed to patch image update to pod template: ',
    });
  }
}

function problemsOf(args: Arguments, resources: readonly string[], images: ReadonlyMap<string, string>) {
  const problems: string[] = [];
  if (isOn(args, 'all') && (flag(args, 'selector') ?? '') !== '')
    problems.push('cannot set --all and --selector at the same time');
  if (resources.length === 0 && !args.flags.has('filename'))
    problems.push('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (images.size === 0) problems.push('at least one image update is required');
  else if (images.size > 1 && images.has('*'))
    problems.push(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    );
  return problems;
}

const split = (word: string): readonly [string, string] => [
  word.slice(0, word.indexOf('=')),
  word.slice(word.indexOf('=') + 1),
];
