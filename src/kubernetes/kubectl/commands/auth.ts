import type { Calls } from '../../api/calls.ts';
import { fieldsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourceNamed } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { type Arguments, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { notModelled } from './not-modelled.ts';

/** `kubectl auth can-i list pods`. Source: v1.35 kubectl pkg/cmd/auth/cani.go */
export const auth: Command = {
  name: 'auth',
  flags: {
    'all-namespaces': 'switch',
    quiet: 'switch',
    subresource: 'value',
    list: 'switch',
    'no-headers': 'switch',
    output: 'value',
  },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [name = '', ...words] = args.words;
    const problem = problemOf(name, words, args);
    if (problem === undefined) yield* review(report, args, words);
    else report.fail(plain(problem));
    return report.outcome();
  },
};

function problemOf(name: string, words: readonly string[], args: Arguments): string | undefined {
  if (name === 'whoami' || name === 'reconcile') return notModelled(`auth ${name}`);
  if (name !== 'can-i')
    return `unknown command "${[name, ...words].join(' ')}"\nSee 'kubectl auth -h' for help and examples`;
  if (isOn(args, 'list')) return notModelled('auth can-i --list');
  // The server would answer about another thing.
  if (args.flags.has('subresource')) return notModelled('auth can-i --subresource');
  if (words.length !== 2)
    return "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.";
  return words[1]?.startsWith('/') === true ? notModelled('auth can-i VERB /URL') : undefined;
}

function* review(report: Report, args: Arguments, [verb = '', what = '']: readonly string[]): Calls<void> {
  const slash = what.indexOf('/');
  const [kind, name] = slash < 0 ? [what, ''] : [what.slice(0, slash), what.slice(slash + 1)];
  const resource = kind === '*' ? undefined : resourceNamed(kind);
  const everywhere = isOn(args, 'all-namespaces');
  warn(report, verb, kind, resource, everywhere);
  const attributes = {
    ...(everywhere ? {} : { namespace: namespaceOf(args) }),
    verb,
    ...(resource === undefined || resource.group === '' ? {} : { group: resource.group }),
    resource: resource?.plural ?? kind,
    ...(name === '' ? {} : { name }),
  };
  const answer = yield* ask({
    verb: 'create',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: { resourceAttributes: attributes },
      status: { allowed: false },
    },
    contentType: 'application/json',
  });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return;
  }
  const { allowed, reason } = fieldsOf(fieldsOf(answer.body).status);
  const why = allowed === true || textOf(reason) === '' ? '' : ` - ${textOf(reason)}`;
  if (!isOn(args, 'quiet')) report.print(allowed === true ? 'yes' : `no${why}`);
  if (allowed !== true) report.exit(1);
}

const verbs: ReadonlySet<string> = new Set(
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  ),
);

/** What is odd about the question; it is asked all the same. */
function warn(report: Report, verb: string, kind: string, resource: Resource | undefined, everywhere: boolean): void {
  if (resource === undefined && kind !== '*' && kind !== 'users' && kind !== 'groups')
    report.tell(`Warning: the server doesn't have a resource type '${kind}'\n`);
  if (resource !== undefined && !resource.namespaced && !everywhere) {
    const group = resource.group === '' ? '' : ` in group '${resource.group}'`;
    report.tell(`Warning: resource '${resource.plural}' is not namespace scoped${group}\n`);
  }
  if (!verbs.has(verb)) report.tell(`Warning: verb '${verb}' is not a known verb\n`);
}
