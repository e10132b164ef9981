import type { Calls } from '../../api/calls.ts';
import { resourceForKind } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { type KubectlContext, namespaceOf } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { generators } from './generators.ts';
import { jobFromCronJob } from './job-from-cron-job.ts';
import { notModelled } from './not-modelled.ts';
import { post } from './post.ts';

/** Subcommands of `kubectl create` for which nothing is generated yet. */
const otherKinds: ReadonlySet<string> = new Set(['ingress', 'ing', 'poddisruptionbudget', 'pdb', 'token']);

/** `create deployment web --image=nginx` and its like. Source: v1.35 kubectl pkg/cmd/create/create_*.go */
export function* createByName(args: Arguments, context: KubectlContext): Calls<Outcome> {
  const report = new Report();
  const [kind = '', ...words] = args.words;
  if (kind === '') {
    report.fail(plain("must specify one of -f and -k\n\nSee 'kubectl create -h' for help and examples"));
    return report.outcome();
  }
  const generate = generators[kind];
  if (generate === undefined && otherKinds.has(kind)) {
    report.fail(plain(notModelled(`create ${kind}`)));
    return report.outcome();
  }
  if (generate === undefined) {
    report.fail(plain(`Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl create -h' for help and examples`));
    return report.outcome();
  }
  const from = kind === 'job' ? flag(args, 'from') : undefined;
  const made = from === undefined ? generate(words, args, context) : yield* jobFromCronJob(report, words, args, from);
  if (made === undefined) return report.outcome();
  if (typeof made === 'string') {
    report.fail(plain(made));
    return report.outcome();
  }
  const resource = resourceForKind(String(made.apiVersion), String(made.kind));
  if (resource === undefined) return report.outcome();
  const namespace = resource.namespaced ? namespaceOf(args) : '';
  const manifest = made as unknown as Manifest;
  // With an explicit namespace the object says it too.
  const placed =
    namespace !== '' && flag(args, 'namespace') !== undefined
      ? { ...manifest, metadata: { ...manifest.metadata, namespace } }
      : manifest;
  yield* post(report, args, context, resource, namespace, placed, undefined);
  return report.outcome();
}
