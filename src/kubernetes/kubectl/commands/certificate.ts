import type { Calls } from '../../api/calls.ts';
import { at, type Fields, fieldsOf, rowsOf } from '../../api/fields.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type Command, type KubectlContext, success } from '../context.ts';
import { type Arguments, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';
import { type LiveTarget, liveTargets } from './live-targets.ts';
import { say } from './post.ts';

const words = {
  approve: { type: 'Approved', not: 'Denied', reason: 'KubectlApprove', done: 'approved' },
  deny: { type: 'Denied', not: 'Approved', reason: 'KubectlDeny', done: 'denied' },
} as const;

type Word = keyof typeof words;

const isWord = (name: string): name is Word => Object.hasOwn(words, name);

/** Approves or denies requests for certificates. Source: v1.35 kubectl pkg/cmd/certificates/certificates.go */
export const certificate: Command = {
  name: 'certificate',
  flags: { force: 'switch', filename: 'list', recursive: 'switch', output: 'value' },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const [word = '', ...names] = args.words;
    if (!isWord(word)) {
      if (word === '') sayHelp(report, certificate);
      else report.fail(unknownSubcommand('certificate', args.words));
      return report.outcome();
    }
    if (names.length === 0 && !args.flags.has('filename')) {
      report.fail(plain('one or more CSRs must be specified as <name> or -f <filename>'));
      return report.outcome();
    }
    const kinds = names.some((name) => name.includes('/')) || names.length === 0 ? [] : ['certificatesigningrequests'];
    const targets = yield* liveTargets([...kinds, ...names], args, context, report);
    for (const target of targets) yield* decide(report, args, context, target, word);
    if (targets.length === 0 && !report.failed) report.print('No resources found');
    return report.outcome();
  },
};

function* decide(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  target: LiveTarget,
  word: Word,
): Calls<void> {
  const { type, not, reason, done } = words[word];
  const { resource, name, path } = target;
  if (resource.kind !== 'CertificateSigningRequest') {
    const got = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
    report.fail(plain(`can only handle CertificateSigningRequest.certificates.k8s.io objects, got ${got}`));
    return;
  }
  const answer = yield* ask({ verb: 'get', path });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return;
  }
  const request = fieldsOf(answer.body);
  const conditions = rowsOf(at(request, 'status', 'conditions'));
  if (conditions.some((condition) => condition.type === not)) {
    report.fail(plain(`certificate signing request "${name}" is already ${not}`));
    return;
  }
  const has = conditions.some((condition) => condition.type === type);
  if (!has || isOn(args, 'force')) {
    const condition: Fields = {
      type,
      status: 'True',
      reason,
      message: `This CSR was ${done} by kubectl certificate ${word}.`,
      lastUpdateTime: context.now(),
    };
    const status = { ...fieldsOf(request.status), conditions: has ? conditions : [...conditions, condition] };
    const updated = yield* ask({
      verb: 'update',
      path: `${path}/approval`,
      body: { ...request, status },
      contentType: 'application/json',
    });
    if (!success(updated)) {
      report.fail(errorOf(updated));
      return;
    }
  }
  say(report, args, context, resource, target.live as unknown as Manifest, done);
}
