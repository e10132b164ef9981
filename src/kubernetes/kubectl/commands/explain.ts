import type { Calls } from '../../api/calls.ts';
import { type Resource, resourceNamed, resources } from '../../api/resources.ts';
import { modelOfKind } from '../../api/schema/documentation.ts';
import { ask, type Command } from '../context.ts';
import { explainField, fieldAt } from '../explain/explain-field.ts';
import { explainFlags } from '../explain/explain-flags.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

/** Source: v1.35 kubectl pkg/cmd/explain/explain.go */
export const explain: Command = {
  ...explainFlags,
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    if (args.words.length !== 1) {
      report.fail(plain(wrongNumber(args.words)));
      return report.outcome();
    }
    const output = flag(args, 'output') ?? 'plaintext';
    if (!['plaintext', 'plaintext-openapiv2'].includes(output)) {
      report.fail(plain(`unrecognized format: ${output}`));
      return report.outcome();
    }
    const [word = '', ...path] = (args.words[0] ?? '').split('.');
    const named = resourceNamed(word);
    const resource = named === undefined ? undefined : ofVersion(named, flag(args, 'api-version'));
    if (resource === undefined && named !== undefined) {
      const [version = '', group = ''] = (flag(args, 'api-version') ?? '').split('/').reverse();
      report.fail(
        plain(`couldn't find resource for "${group === '' ? '' : group}/${version}, Resource=${named.plural}"`),
      );
      return report.outcome();
    }
    if (resource === undefined) {
      // This command alone writes the error without its usual word in front.
      report.tell(`the server doesn't have a resource type "${word}"`);
      report.exit(1);
      return report.outcome();
    }
    yield* explainResource(report, args, resource, path);
    return report.outcome();
  },
};

function* explainResource(report: Report, args: Arguments, resource: Resource, path: readonly string[]): Calls<void> {
  const { apiVersion, group, version, kind } = resource;
  for (const document of ['', group === '' ? `/api/${version}` : `/apis/${apiVersion}`]) {
    const answer = yield* ask({ verb: 'get', path: `/openapi/v3${document}?timeout=32s` });
    if (answer.code === 200) continue;
    report.fail(errorOf(answer));
    return;
  }
  const root = modelOfKind(apiVersion, kind);
  if (root === undefined) {
    report.fail(plain(`PodScope has no description of the kind ${kind}`));
    return;
  }
  const field = fieldAt(root, path);
  if (field === undefined) {
    report.fail(plain(`field "${path.at(-1)}" does not exist`));
    return;
  }
  const head = `${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;
  report.print(head + explainField(root, field, isOn(args, 'recursive')));
}

const ofVersion = (resource: Resource, apiVersion: string | undefined): Resource | undefined =>
  apiVersion === undefined
    ? resource
    : resources.find((each) => each.kind === resource.kind && each.apiVersion === apiVersion);

/** Source: v1.35 kubectl pkg/cmd/explain/explain.go Validate */
const wrongNumber = (words: readonly string[]): string =>
  words.length === 0
    ? 'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.'
    : 'We accept only this format: explain RESOURCE';
