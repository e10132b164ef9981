import { resourceForKind, resourcePath } from '../kubernetes/api/resources.ts';
import type { Service } from '../kubernetes/api/types.ts';
import type { Controller } from '../kubernetes/controllers/controller.ts';
import { namespaceControllers } from '../kubernetes/controllers/namespace-controllers.ts';
import { serviceRules } from '../kubernetes/network/proxy-rules.ts';
import { mostMessages } from '../scenario/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import { fromZero } from './bootstrap/from-zero.ts';
import { initialObjects, type Made } from './bootstrap/initial-objects.ts';
import { addressOf, podRangeOf } from './bootstrap/node-object.ts';
import { RuntimeStore } from './components/container-runtime/runtime-store.ts';
import { EtcdStore, keyOf } from './components/etcd/store.ts';
import type { RequestEvent } from './components/kube-apiserver/api-client.ts';
import { identities } from './components/kube-apiserver/api-client.ts';
import type { Picks } from './components/kube-apiserver/list-options.ts';
import { requestInfo } from './components/kube-apiserver/request-info.ts';
import { WatchTable } from './components/kube-apiserver/watch-table.ts';
import { informers } from './components/kube-controller-manager/kube-controller-manager.machine.ts';
import { proxyWatches } from './components/kube-proxy/kube-proxy.machine.ts';
import { schedulerWatches } from './components/kube-scheduler/scheduler-context.ts';
import { KubeletState } from './components/kubelet/kubelet-state.ts';
import type { World } from './components/world.ts';
import { Engine } from './engine/engine.ts';
import { machines } from './machines.ts';
import type { Rules } from './rules/rules.ts';

/** Revision of etcd at time zero: of a cluster without nodes, and what each node adds. */
const revisionAtZero = { cluster: 1116, node: 3 };

/** Numbers of the requests before time zero, out of the way of those that are shown. */
const firstSettling = 1_000_000;

/** Virtual ms that the objects of a scenario have to settle before time zero. */
const settling = 120_000;

export interface RunOptions {
  /** Whoever has to load code can leave out what a scenario does not need. */
  readonly rules: Rules;
  readonly mostMessages?: number;
  /** Ends as soon as every kubectl command has returned: enough to know what the API server said. */
  readonly onlyCommands?: boolean;
}

/**
 * Runs a scenario to its end. The same scenario gives the same trace, to the byte, on every machine.
 *
 * @throws RunTooLong when it has more than `mostMessages`
 */
export function runScenario(scenario: Scenario, options: RunOptions): Trace {
  const { rules, mostMessages: most = mostMessages, onlyCommands = false } = options;
  const settles = scenario.cluster.objects.length > 0;
  const engine = new Engine(scenario.seed, machines, settles ? -settling : 0);
  const { imported } = scenario.cluster;
  const initial = initialObjects(scenario);
  const seeded = (imported && rules.imported?.seeded(scenario, imported, initial)) ?? initial;
  const runtimes = runtimesOf(scenario);
  const world = worldFor({ scenario, rules, runtimes }, engine, seeded);
  const start = (name: string, hostIP: string): void => startNode(engine, world, name, hostIP);
  if (imported && rules.imported) world.still = rules.imported.still(world, runtimes, start);
  const running = onlyCommands ? namespaceControllers : rules.controllers;
  startControlPlane(engine, world, (imported && rules.imported?.calm(running, seeded)) ?? running);
  const nodes = onlyCommands ? [] : scenario.cluster.nodes;
  for (const [i, node] of nodes.entries()) start(node.name, addressOf(i));
  engine.spawn('registry', 'registry', {}, 0);
  if (settles) {
    createObjects(engine, world);
    engine.run(-0.001, most);
    fromZero(engine.recorder, world.store);
  }
  scheduleActions(engine, world);
  const wanted = scenario.actions.filter((action) => 'kubectl' in action).length;
  engine.run(scenario.until, most, () => onlyCommands && world.recorder.commands.length >= wanted);
  for (const interrupt of world.streaming.values()) interrupt();
  const { name, title, seed, until } = scenario;
  return engine.recorder.finish(
    { name, title, seed, until },
    world.still?.nodes ?? scenario.cluster.nodes.map((node) => node.name),
  );
}

const runtimesOf = ({ cluster }: Scenario): Map<string, RuntimeStore> =>
  new Map(cluster.nodes.map((node, i) => [node.name, new RuntimeStore(node.name, podRangeOf(i), node.images)]));

function worldFor(
  given: Pick<World, 'scenario' | 'rules' | 'runtimes'>,
  { recorder }: Engine,
  objects: readonly Made[],
): World {
  const revision = revisionAtZero.cluster + revisionAtZero.node * given.scenario.cluster.nodes.length;
  const store = new EtcdStore(recorder, Math.max(0, revision - objects.length));
  for (const [resource, object] of objects) store.seed(resource, object);
  return { ...given, streaming: new Map(), store, watches: new WatchTable(), recorder };
}

/** `fieldSelector=spec.nodeName=worker-1`, as a kubelet watches its own Pods. */
const onNode =
  (nodeName: string): Picks =>
  (object) =>
    (object as { spec?: { nodeName?: string } }).spec?.nodeName === nodeName;

/** Watches that were opened long before the run begins. */
function watch(engine: Engine, world: World, client: string, resource: string, nodeName?: string): void {
  const address = world.watches.nextAddress();
  const open = { address, client, resource, ...(nodeName === undefined ? {} : { picks: onNode(nodeName) }) };
  engine.spawn(
    address,
    'kube-apiserver-watch',
    { world, watch: open, initialEvents: false, timeout: undefined },
    engine.cause,
  );
}

function startControlPlane(engine: Engine, world: World, running: readonly Controller[]): void {
  engine.spawn('etcd', 'etcd', { world }, 0);
  const objects = world.recorder.initial.map(
    (write) =>
      [keyOf(write.resource, write.object.metadata.namespace, write.object.metadata.name), write.object] as const,
  );
  engine.spawn('kube-apiserver/watch-cache', 'kube-apiserver-watch-cache', { world, objects }, 0);
  engine.listen('kube-apiserver/request-', (_address, event) => ({
    machine: 'kube-apiserver-request',
    input: { world, event: event as RequestEvent },
  }));
  engine.spawn('kube-controller-manager', 'kube-controller-manager', { world, controllers: running }, 0);
  for (const resource of informers) watch(engine, world, 'kube-controller-manager', resource);
  engine.spawn('kube-scheduler', 'kube-scheduler', { world }, 0);
  for (const resource of schedulerWatches) watch(engine, world, 'kube-scheduler', resource);
  for (const name of ['kube-controller-manager', 'kube-scheduler'] as const) {
    const identity = identities.leaderElection(name);
    engine.spawn(
      `${name}/lease`,
      'lease',
      { world, identity, namespace: 'kube-system', name, period: 2000, offset: 1100 },
      0,
    );
  }
}

function startNode(engine: Engine, world: World, name: string, hostIP: string): void {
  const store = world.runtimes.get(name);
  if (store === undefined) return;
  engine.spawn(`${name}/containerd`, 'containerd', { world, node: name, store }, engine.cause);
  engine.spawn(`${name}/cni`, 'cni', { store }, engine.cause);
  const services = (world.store.list('services') as readonly Service[]).flatMap((service) => serviceRules(service, []));
  engine.spawn(`${name}/netfilter`, 'netfilter', { world, services }, engine.cause);
  engine.spawn(`${name}/kubelet`, 'kubelet', { world, state: new KubeletState(name, hostIP), store }, engine.cause);
  watch(engine, world, `${name}/kubelet`, 'pods', name);
  engine.spawn(`${name}/kube-proxy`, 'kube-proxy', { world, node: name }, engine.cause);
  for (const resource of proxyWatches) watch(engine, world, `${name}/kube-proxy`, resource);
}

/** The scenario's own objects come through the API server like anybody's, long enough before time zero to settle. */
function createObjects(engine: Engine, world: World): void {
  const order = ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret'];
  const rank = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
  const objects = [...world.scenario.cluster.objects].sort((a, b) => rank(a.kind) - rank(b.kind));
  objects.forEach((object, i) => {
    const resource = resourceForKind(object.apiVersion, object.kind);
    if (resource === undefined) return;
    const namespace = resource.namespaced ? (object.metadata?.namespace ?? 'default') : undefined;
    const call = { verb: 'create' as const, path: resourcePath(resource, namespace), body: bare(object) };
    const identity = identities.kubectl('kubernetes-admin', ['system:masters']);
    engine.act(
      engine.now + i * 5,
      'cluster',
      'settled before time zero',
      `kube-apiserver/request-${firstSettling + i}`,
      {
        type: 'request',
        call,
        info: requestInfo(call.path),
        identity,
        replyTo: 'cluster',
        answerAs: 'answered',
        tag: undefined,
      },
    );
  });
}

/** What a cluster prints of an object, without what only the server may set. */
function bare(object: Scenario['cluster']['objects'][number]): unknown {
  const {
    uid: _u,
    resourceVersion: _r,
    creationTimestamp: _c,
    managedFields: _m,
    generation: _g,
    ownerReferences: _o,
    ...metadata
  } = object.metadata ?? {};
  const { status: _s, ...rest } = object;
  return { ...rest, metadata };
}

function scheduleActions(engine: Engine, world: World): void {
  const { scenario } = world;
  scenario.actions.forEach((action, i) => {
    if (!('kubectl' in action)) return;
    const address = i === 0 ? 'kubectl' : `kubectl/${i + 1}`;
    const input = { world, command: action.kubectl, user: action.as };
    engine.actBySpawning(action.at, action.as, `kubectl ${action.kubectl}`, address, 'kubectl', input);
  });
  const [node] = scenario.cluster.nodes;
  scenario.cluster.clients.forEach((client, i) => {
    if (node === undefined) return;
    engine.actBySpawning(
      0,
      'client',
      `calls Service ${client.service}`,
      i === 0 ? 'client' : `client/${i + 1}`,
      'client',
      { world, client, node: node.name },
    );
  });
}
