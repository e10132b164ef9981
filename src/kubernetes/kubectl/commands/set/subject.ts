import type { Calls } from '../../../api/calls.ts';
import { type Fields, rowsOf, sameJson } from '../../../api/fields.ts';
import type { KubectlContext } from '../../context.ts';
import { type Arguments, flagList } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { liveTargets } from '../live-targets.ts';
import { sendPatch } from '../send-patch.ts';

const group = 'rbac.authorization.k8s.io';

/** Adds to whom a role is given. Source: v1.35 kubectl pkg/cmd/set/set_subject.go */
export function* setSubject(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const [users, groups, accounts] = [flagList(args, 'user'), flagList(args, 'group'), flagList(args, 'serviceaccount')];
  if (users.length + groups.length + accounts.length === 0) {
    report.fail(plain('you must specify at least one value of user, group or serviceaccount'));
    return;
  }
  if (accounts.some((account) => !/^[^:]+:[^:]+$/.test(account))) {
    report.fail(plain('serviceaccount must be <namespace>:<name>'));
    return;
  }
  const wanted: readonly Fields[] = [
    ...users.toSorted().map((name) => ({ kind: 'User', apiGroup: group, name })),
    ...groups.toSorted().map((name) => ({ kind: 'Group', apiGroup: group, name })),
    ...accounts.toSorted().map((account) => ({
      kind: 'ServiceAccount',
      namespace: account.split(':')[0],
      name: account.split(':')[1],
    })),
  ];
  for (const target of yield* liveTargets(args.words, args, context, report)) {
    if (target.resource.kind !== 'RoleBinding' && target.resource.kind !== 'ClusterRoleBinding') {
      report.fail(plain('setting subjects is only supported for RoleBinding/ClusterRoleBinding'));
      continue;
    }
    const old = rowsOf(target.live.subjects);
    const added = wanted.filter((subject) => !old.some((each) => sameJson(each, subject)));
    if (added.length === 0) continue;
    yield* sendPatch(report, args, context, target, {
      type: 'strategic',
      body: { subjects: [...old, ...added] },
      manager: 'kubectl-set',
      word: 'subjects updated',
    });
  }
}
