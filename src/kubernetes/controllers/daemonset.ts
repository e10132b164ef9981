import type { ClusterView, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { podTemplateHash } from '../api/pod-template-hash.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { ApiObject, ControllerRevision, DaemonSet, Node, Pod } from '../api/types.ts';
import { claimPods } from './claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { createRevision, dropRevisions, inOrder, keeps, newestOf, renumber } from './controller-revisions.ts';
import { daemonPod, hashLabel, podsByNode, verdictOn } from './daemonset/daemon-pods.ts';
import { managePlan } from './daemonset/manage.ts';
import { rollingPlan } from './daemonset/rolling-update.ts';
import { daemonSetStatus } from './daemonset/status.ts';
import { createPods, deletePods, type Steps } from './pod-control.ts';

/** At most so many Pods in one pass. Source: v1.35 pkg/controller/daemon/daemon_controller.go BurstReplicas */
const burst = 250;

/**
 * Keeps one Pod on each node that a DaemonSet is for.
 * Source: v1.35 pkg/controller/daemon/daemon_controller.go
 */
export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  serviceAccount: 'daemon-set-controller',
  workers: 2,
  awaits: { resource: 'pods', ownerKind: 'DaemonSet' },
  keysFor: {
    daemonsets: (object) => [keyOf(object)],
    controllerrevisions: (object) => ownerKey(object),
    pods: (object, before, view, gone) => setsOf(object as Pod, before as Pod | undefined, view, gone),
    nodes: (object, before, view, gone) => (gone ? [] : setsFor(object as Node, before as Node | undefined, view)),
  },
  reconcile: reconcileDaemonSet,
};

const keyOf = ({ metadata }: { readonly metadata: ApiObject['metadata'] }): string =>
  `${metadata.namespace}/${metadata.name}`;

function ownerKey(object: ApiObject): readonly string[] {
  const owner = controllerOf(object);
  return owner?.kind === 'DaemonSet' ? [`${object.metadata.namespace}/${owner.name}`] : [];
}

function setsOf(pod: Pod, before: Pod | undefined, view: ClusterView, gone: boolean): readonly string[] {
  const former = before === undefined ? [] : ownerKey(before);
  if (controllerOf(pod) !== undefined) return [...new Set([...former, ...ownerKey(pod)])];
  const asBefore = before !== undefined && former.length === 0;
  if (gone || (asBefore && sameJson(pod.metadata.labels, before.metadata.labels))) return former;
  const sets = view.list('daemonsets', pod.metadata.namespace) as readonly DaemonSet[];
  return [...former, ...sets.filter((set) => matchesLabels(set.spec?.selector, pod.metadata.labels)).map(keyOf)];
}

/** Those for which the node was not what it is now. Source: daemon_controller.go addNode, syncNodeUpdate */
function setsFor(node: Node, before: Node | undefined, view: ClusterView): readonly string[] {
  const changed =
    before === undefined ||
    !sameJson(node.spec?.taints ?? [], before.spec?.taints ?? []) ||
    !sameJson(node.metadata.labels ?? {}, before.metadata.labels ?? {});
  if (!changed) return [];
  return (view.list('daemonsets') as readonly DaemonSet[])
    .filter((set) => {
      const now = verdictOn(set, node);
      if (before === undefined) return now.run;
      const then = verdictOn(set, before);
      return now.run !== then.run || now.stay !== then.stay;
    })
    .map(keyOf);
}

function* reconcileDaemonSet(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const { view, expectations, now } = context;
  const key = `${namespace}/${name}`;
  const set = view.get('daemonsets', namespace, name) as DaemonSet | undefined;
  if (set === undefined) {
    expectations.forget(key);
    return { says: `DaemonSet ${name} is gone; there is nothing to do.` };
  }
  if (set.metadata.deletionTimestamp !== undefined) return { says: `DaemonSet ${name} is being deleted.` };
  const nodes = view.list('nodes') as readonly Node[];
  const revisions = view.managedBy('controllerrevisions', set.metadata.uid) as readonly ControllerRevision[];
  const current = yield* currentRevision(set, revisions);
  if ('refused' in current) return { says: `The revision of ${name} was refused: ${current.refused}`, retry: true };
  const hash = current.metadata.labels?.[hashLabel] ?? '';
  const before = yield* podsOf(set, context);
  if (before === undefined)
    return { says: `The daemonset-controller could not claim the Pods of ${name}.`, retry: true };
  const acts = expectations.satisfied(key);
  const outcome = acts ? yield* act(set, nodes, before, hash, context) : { failed: false };
  if (acts) yield* dropHistory(set, revisions, current, before);
  // What has come by watch in the meantime counts.
  const pods = view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const status = daemonSetStatus(set, nodes, podsByNode(pods), hash, now(), acts);
  const written = yield* storeStatus(set, status);
  const says = `The daemonset-controller wants a Pod of ${name} on ${status.desiredNumberScheduled} of ${nodes.length} nodes and saw ${before.length}.`;
  if (outcome.failed || !written) return { says, retry: true };
  const minReady = (set.spec?.minReadySeconds ?? 0) * 1000;
  const waits = minReady > 0 && status.numberReady !== (status.numberAvailable ?? 0);
  const after = 'after' in outcome && outcome.after !== undefined ? outcome.after : waits ? minReady : undefined;
  return after === undefined ? { says } : { says, after };
}

function* podsOf(set: DaemonSet, { view }: ReconcileContext): Steps<readonly Pod[] | undefined> {
  const owned = view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const namespace = set.metadata.namespace;
  const orphans = (view.orphans('pods') as readonly Pod[]).filter((pod) => pod.metadata.namespace === namespace);
  const claimed = yield* claimPods(
    { object: set as ApiObject, path: pathOf(set), selector: set.spec?.selector },
    owned,
    orphans,
  );
  return claimed.failed ? undefined : claimed.pods;
}

const pathOf = ({ metadata }: DaemonSet): string =>
  `/apis/apps/v1/namespaces/${metadata.namespace}/daemonsets/${metadata.name}`;

/** The revision of the template of now: found, given the newest number, or made. Source: update.go constructHistory */
function* currentRevision(
  set: DaemonSet,
  revisions: readonly ControllerRevision[],
): Steps<ControllerRevision | { readonly refused: string }> {
  const template = set.spec?.template ?? {};
  const found = inOrder(revisions.filter((revision) => keeps(revision, template))).at(-1);
  const number = newestOf(revisions.filter((revision) => revision !== found)) + 1;
  if (found !== undefined) return found.revision < number ? yield* renumber(found, number) : found;
  const hash = podTemplateHash(template, set.status?.collisionCount);
  return yield* createRevision(set as ApiObject, template, {
    hash,
    labels: { ...template.metadata?.labels, [hashLabel]: hash },
    annotations: set.metadata.annotations ?? {},
    revision: number,
  });
}

/** Missing and surplus daemons first; an update only when nothing else is under way. Source: daemon_controller.go updateDaemonSet */
function* act(
  set: DaemonSet,
  nodes: readonly Node[],
  pods: readonly Pod[],
  hash: string,
  context: ReconcileContext,
): Steps<{ readonly failed: boolean; readonly after?: number }> {
  const plan = managePlan(set, nodes, podsByNode(pods), hash, context);
  for (const event of plan.events) yield event;
  const managed = yield* carryOut(set, plan, hash, context);
  const after = plan.after === undefined ? {} : { after: plan.after };
  const rolls = set.spec?.updateStrategy?.type === 'RollingUpdate';
  if (!managed || !rolls || !context.expectations.satisfied(keyOf(set))) return { failed: !managed, ...after };
  const fresh = context.view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const update = rollingPlan(set, nodes, podsByNode(fresh), hash, context.now());
  const updated = yield* carryOut(set, update, hash, context);
  return { failed: !updated, ...after };
}

/** Source: daemon_controller.go syncNodes */
function* carryOut(
  set: DaemonSet,
  { create, remove }: { readonly create: readonly string[]; readonly remove: readonly Pod[] },
  hash: string,
  { expectations }: ReconcileContext,
): Steps<boolean> {
  const bodies = create.slice(0, burst).map((node) => daemonPod(set, node, hash));
  const { refusal } = yield* createPods(set as ApiObject, bodies, expectations);
  yield* deletePods(set as ApiObject, remove.slice(0, burst), expectations);
  return refusal === undefined;
}

/** Old revisions that no daemon is of any more, beyond the limit. */
function* dropHistory(
  set: DaemonSet,
  revisions: readonly ControllerRevision[],
  current: ControllerRevision,
  pods: readonly Pod[],
): Steps<void> {
  const old = revisions.filter(({ metadata }) => metadata.uid !== current.metadata.uid);
  const used = new Set(pods.map(({ metadata }) => metadata.labels?.[hashLabel]));
  const unused = old.filter(({ metadata }) => !used.has(metadata.labels?.[hashLabel]));
  const surplus = old.length - (set.spec?.revisionHistoryLimit ?? 10);
  if (surplus > 0) yield* dropRevisions(unused, Math.max(0, unused.length - surplus));
}

/** Written when something changed; after a conflict once more, upon what is there now. */
function* storeStatus(set: DaemonSet, status: NonNullable<DaemonSet['status']>): Steps<boolean> {
  if (sameJson(status, set.status ?? {})) return true;
  const path = pathOf(set);
  const [answer] = yield { verb: 'update', path: `${path}/status`, body: { ...set, status } };
  if (answer?.code !== 409) return true;
  const [found] = yield { verb: 'get', path };
  if (found?.code !== 200) return found?.code === 404;
  const [again] = yield { verb: 'update', path: `${path}/status`, body: { ...(found.body as DaemonSet), status } };
  return again?.code !== 409;
}
