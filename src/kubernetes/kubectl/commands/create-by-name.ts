import type { Calls } from '../../api/calls.ts';
import { resourceForKind } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { createNames } from '../command-path.ts';
import { type KubectlContext, namespaceOf } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { createToken } from './create-token.ts';
import { generators } from './generators.ts';
import type { Documented } from './help/help-of.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';
import { jobFromCronJob } from './job-from-cron-job.ts';
import { post } from './post.ts';
import { verbWarnings } from './rbac-generators.ts';

const noFiles = 'Error: must specify one of -f and -k\n';

/** `create deployment web --image=nginx` and its like. Source: v1.35 kubectl pkg/cmd/create/create_*.go */
export function* createByName(args: Arguments, context: KubectlContext, documented: Documented): Calls<Outcome> {
  const report = new Report();
  const [kind = '', ...words] = args.words;
  if (kind === '' || (words.length === 0 && nested.includes(createNames[kind] ?? kind))) {
    if (kind === '') report.tell(noFiles);
    sayHelp(report, documented);
    return report.outcome();
  }
  const generate = generators[kind];
  if (kind === 'token') {
    yield* createToken(report, words, args, context);
    return report.outcome();
  }
  if (generate === undefined) {
    report.tell(noFiles);
    report.fail(unknownSubcommand('create', args.words));
    return report.outcome();
  }
  const from = kind === 'job' ? flag(args, 'from') : undefined;
  const made = from === undefined ? generate(words, args, context) : yield* jobFromCronJob(report, words, args, from);
  if (made === undefined) return report.outcome();
  if (typeof made === 'string') {
    report.fail(plain(made.startsWith('exactly one NAME') ? `${made}\n${seeHelp(kind, words)}` : made));
    return report.outcome();
  }
  if (kind === 'role' || kind === 'clusterrole') for (const warning of verbWarnings(args)) report.tell(warning);
  const resource = resourceForKind(String(made.apiVersion), String(made.kind));
  if (resource === undefined) return report.outcome();
  const namespace = resource.namespaced ? namespaceOf(args) : '';
  const manifest = made as unknown as Manifest;
  // With an explicit namespace the object says it too.
  const placed =
    namespace !== '' && flag(args, 'namespace') !== undefined
      ? { ...manifest, metadata: { ...manifest.metadata, namespace } }
      : manifest;
  const annotated = isOn(args, 'save-config') ? withLastApplied(placed) : placed;
  yield* post(report, args, context, resource, namespace, annotated, undefined);
  return report.outcome();
}

/** Kinds whose subcommands have subcommands. */
const nested = ['secret', 'service'];

function seeHelp(kind: string, [type = '']: readonly string[]): string {
  const name = createNames[kind] ?? kind;
  return `See 'kubectl create ${nested.includes(name) ? `${name} ${type}` : name} -h' for help and examples`;
}
