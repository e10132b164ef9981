import type { Calls } from '../../api/calls.ts';
import { askForSchema, type Command, type KubectlContext } from '../context.ts';
import { type Arguments, type FlagKinds, isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { post } from './post.ts';

/** The flags of `create -f` and of all its subcommands. */
export const creating: FlagKinds = {
  output: 'value',
  'dry-run': 'optional',
  validate: 'optional',
  'save-config': 'switch',
  'field-manager': 'value',
  'show-managed-fields': 'switch',
};

/** What stands in files. Source: v1.35 kubectl pkg/cmd/create/create.go RunCreate */
export function* runCreate(args: Arguments, context: KubectlContext): Calls<Outcome> {
  const report = new Report();
  if (args.words.length > 0) {
    report.fail(plain(`Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl create -h' for help and examples`));
    return report.outcome();
  }
  let asked = false;
  const manifests = readManifests(args, context);
  for (const read of manifests) {
    if (
      !asked &&
      !('error' in read && !/error validating|unable to decode|resource mapping/.test(messageOf(read.error)))
    ) {
      const answer = yield* askForSchema();
      asked = true;
      if (answer.code === 0) {
        report.fail(errorOf(answer));
        break;
      }
    }
    if ('error' in read) {
      report.fail(read.error);
      continue;
    }
    const manifest = isOn(args, 'save-config') ? withLastApplied(read.manifest) : read.manifest;
    yield* post(report, args, context, read.resource, read.namespace, manifest, read.source);
  }
  if (manifests.length === 0) report.fail(plain('no objects passed to create'));
  return report.outcome();
}

const messageOf = (error: { readonly kind: string; readonly message?: string }) => error.message ?? '';

/** `create -f` alone: what nearly every scenario types. */
export const createFromFiles: Command = {
  name: 'create',
  flags: { ...creating, filename: 'list', recursive: 'switch', selector: 'value' },
  run: runCreate,
};
