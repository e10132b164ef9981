import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourceNamed } from '../../api/resources.ts';
import { ask, namespaceOf, success } from '../context.ts';
import { compactRules, resourceWords } from '../describers/policy-rules.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { layOut } from '../printers/table.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

/** `kubectl auth can-i list pods`. Source: v1.35 kubectl pkg/cmd/auth/cani.go */
export function* canI(args: Arguments, words: readonly string[]): Calls<Outcome> {
  const report = new Report();
  if (isOn(args, 'list')) yield* listRules(report, args, words);
  else if (words.length !== 2)
    report.fail(
      plain(
        "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      ),
    );
  else yield* review(report, args, words);
  return report.outcome();
}

function* listRules(report: Report, args: Arguments, words: readonly string[]): Calls<void> {
  if (words.length > 0) {
    report.fail(plain('list option must be specified with no arguments'));
    return;
  }
  const answer = yield* ask({
    verb: 'create',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: { namespace: namespaceOf(args) },
      status: { resourceRules: null, nonResourceRules: null, incomplete: false },
    },
    contentType: 'application/json',
  });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return;
  }
  const rules = ['resourceRules', 'nonResourceRules'].flatMap((field) => rowsOf(at(answer.body, 'status', field)));
  const list = (values: readonly string[]): string => `[${values.join(' ')}]`;
  const rows = compactRules(rules).map((rule) => [
    resourceWords(rule),
    list(rule.urls),
    list(rule.names),
    list(rule.verbs),
  ]);
  const columns = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];
  report.write(layOut({ columns, rows }, !isOn(args, 'no-headers')));
}

function* review(report: Report, args: Arguments, [verb = '', what = '']: readonly string[]): Calls<void> {
  const answer = yield* ask({
    verb: 'create',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: what.startsWith('/')
        ? { nonResourceAttributes: { path: what, verb } }
        : { resourceAttributes: attributes(report, args, verb, what) },
      status: { allowed: false },
    },
    contentType: 'application/json',
  });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return;
  }
  const { allowed, reason, evaluationError } = fieldsOf(fieldsOf(answer.body).status);
  const why = textOf(reason) === '' ? '' : ` - ${textOf(reason)}`;
  const broken = textOf(evaluationError) === '' ? '' : ` - ${textOf(evaluationError)}`;
  if (!isOn(args, 'quiet')) report.print(allowed === true ? 'yes' : `no${why}${broken}`);
  if (allowed !== true) report.exit(1);
}

function attributes(report: Report, args: Arguments, verb: string, what: string): object {
  const slash = what.indexOf('/');
  const [kind, name] = slash < 0 ? [what, ''] : [what.slice(0, slash), what.slice(slash + 1)];
  const resource = kind === '*' ? undefined : resourceNamed(kind);
  const everywhere = isOn(args, 'all-namespaces');
  const subresource = flag(args, 'subresource') ?? '';
  warn(report, verb, kind, resource, everywhere);
  return {
    ...(everywhere ? {} : { namespace: namespaceOf(args) }),
    verb,
    ...(resource === undefined || resource.group === '' ? {} : { group: resource.group }),
    resource: resource?.plural ?? kind,
    ...(subresource === '' ? {} : { subresource }),
    ...(name === '' ? {} : { name }),
  };
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
