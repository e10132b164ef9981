import type { Calls } from '../../../api/calls.ts';
import { at, type Fields, fieldsOf, sameJson, textOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { Description } from '../../describers/description.ts';
import { writePodTemplate } from '../../describers/pod-template.ts';
import { type Arguments, flag } from '../../flags.ts';
import { lastApplied } from '../../last-applied.ts';
import { withoutHash } from '../../replica-sets.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { printedName } from '../../selection.ts';
import { isClientDryRun, isServerDryRun } from '../post.ts';
import { dryRunWord } from '../send-patch.ts';
import type { Target } from '../targets.ts';
import { noWay } from './no-way.ts';
import { annotationsOf, type Revision, revisionsOf } from './revisions.ts';

/** These say what the Deployment is now, and do not come back with an older template. */
const stay: ReadonlySet<string> = new Set([
  lastApplied,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

/** Gives a Deployment the template of an earlier revision. Source: v1.35 kubectl pkg/polymorphichelpers/rollback.go */
export function* rolloutUndo(report: Report, args: Arguments, target: Target): Calls<void> {
  const { path, resource, name } = target;
  const named = yield* ask({ verb: 'get', path });
  if (!success(named)) {
    report.fail(errorOf(named));
    return;
  }
  if (resource.kind !== 'Deployment') {
    if (['DaemonSet', 'StatefulSet'].includes(resource.kind)) yield* undoByRevision(report, args, target, named.body);
    else report.fail(plain(noWay('rollbacker', 'rollbacker', resource)));
    return;
  }
  const deployment = fieldsOf((yield* ask({ verb: 'get', path })).body);
  const wanted = Number(flag(args, 'to-revision') ?? 0);
  const revision = chosen(yield* revisionsOf(deployment), wanted);
  if (revision === undefined) {
    const missing = `unable to find specified revision ${wanted} in history`;
    report.fail(plain(wanted > 0 ? missing : `no rollout history found for deployment "${name}"`));
    return;
  }
  if (at(deployment, 'spec', 'paused') === true) {
    const resume = `resume it first with 'kubectl rollout resume' and try again`;
    report.fail(plain(`you cannot rollback a paused deployment; ${resume}`));
    return;
  }
  if (isClientDryRun(args)) {
    sayTemplate(report, target, revision.template);
    return;
  }
  if (sameJson(withoutHash(revision.template), withoutHash(at(deployment, 'spec', 'template')))) {
    const skipped = `skipped rollback (current template already matches revision ${wanted})`;
    report.print(`${printedName(resource, name)} ${skipped}`);
    return;
  }
  const body = patchTo(deployment, revision);
  const answer = yield* ask({
    verb: 'patch',
    path: `${path}${dryRunQuery(args)}`,
    contentType: 'application/json-patch+json',
    body,
  });
  if (success(answer)) report.print(`${printedName(resource, name)} rolled back${dryRunWord(args)}`);
  else report.fail(errorOf(answer, `failed restoring revision ${wanted}`));
}

/**
 * A DaemonSet or a StatefulSet gets the patch that a ControllerRevision keeps.
 * Source: v1.35 kubectl pkg/polymorphichelpers/rollback.go DaemonSetRollbacker, StatefulSetRollbacker
 */
function* undoByRevision(report: Report, args: Arguments, target: Target, live: unknown): Calls<void> {
  const { path, resource, name } = target;
  const workload = fieldsOf(live);
  const revisions = yield* revisionsOf(workload);
  const wanted = Number(flag(args, 'to-revision') ?? 0);
  if (wanted === 0 && revisions.length <= 1) {
    report.fail(plain('no last revision to roll back to'));
    return;
  }
  const revision = chosen(revisions, wanted);
  if (revision === undefined) {
    report.fail(plain(`unable to find specified revision ${wanted} in history`));
    return;
  }
  if (isClientDryRun(args)) {
    sayTemplate(report, target, revision.template);
    return;
  }
  const { $patch: _, ...template } = revision.template;
  if (sameJson(template, at(workload, 'spec', 'template'))) {
    const skipped = `skipped rollback (current template already matches revision ${wanted})`;
    report.print(`${printedName(resource, name)} ${skipped}`);
    return;
  }
  const contentType = 'application/strategic-merge-patch+json';
  const body = fieldsOf(revision.keeper.data);
  const answer = yield* ask({ verb: 'patch', path: `${path}${dryRunQuery(args)}`, contentType, body });
  if (success(answer)) report.print(`${printedName(resource, name)} rolled back${dryRunWord(args)}`);
  else report.fail(errorOf(answer, `failed restoring revision ${wanted}`));
}

const dryRunQuery = (args: Arguments): string => (isServerDryRun(args) ? '?dryRun=All' : '');

/** The template that it would go back to, as history tells it. */
function sayTemplate(report: Report, { resource, name }: Target, template: Fields): void {
  const out = new Description();
  writePodTemplate(out, template);
  report.print(`${printedName(resource, name)} ${out.text} (dry run)`);
}

/** The one of that number; without one, the last but one. */
const chosen = (revisions: readonly Revision[], wanted: number): Revision | undefined =>
  wanted > 0 ? revisions.find(({ number }) => number === wanted) : revisions.at(-2);

function patchTo(deployment: Fields, { keeper, template }: Revision): readonly Fields[] {
  const own = Object.entries(annotationsOf(deployment)).filter(([key]) => stay.has(key));
  const earlier = Object.entries(annotationsOf(keeper)).filter(([key]) => !stay.has(key));
  const metadata = fieldsOf(template.metadata);
  const { 'pod-template-hash': _, ...labels } = fieldsOf(metadata.labels);
  return [
    { op: 'replace', path: '/spec/template', value: { ...template, metadata: { ...metadata, labels } } },
    {
      op: 'replace',
      path: '/metadata/annotations',
      value: Object.fromEntries([...own, ...earlier].map(([key, value]) => [key, textOf(value)])),
    },
  ];
}
