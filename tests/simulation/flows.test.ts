import { describe, expect, it } from 'vitest';
import type { Deployment, EndpointSlice, KubeEvent, Pod } from '../../src/kubernetes/api/types.ts';
import { printedStatus } from '../../src/kubernetes/kubectl/printers/pod-status.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

function run(name: string): Trace {
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', name);
  if ('problems' in read) throw new Error('this scenario ships and cannot be read');
  return simulate(read.scenario);
}

const events = (trace: Trace): readonly KubeEvent[] =>
  trace.writes.filter(({ resource }) => resource === 'events').map(({ object }) => object as KubeEvent);
const pods = (trace: Trace, name: string): readonly Pod[] =>
  trace.writes
    .filter(({ resource, object }) => resource === 'pods' && object.metadata.name === name)
    .map(({ object }) => object as Pod);

describe('nginx, a bare Pod', () => {
  const trace = run('nginx');
  it('is seen by the controllers and left alone', () => {
    expect(trace.decisions.find(({ kind }) => kind === 'ownership')?.says).toBe(
      'No workload controller acts on nginx: it has no owner, and no selector matches it.',
    );
    const byControllers = trace.messages.filter(
      ({ from, body }) => /^kube-controller-manager\/(?!lease)/.test(from) && body.type === 'http-request',
    );
    expect(byControllers).toEqual([]);
  });
  it('is never the object of a request from the API server to the scheduler or a kubelet', () => {
    const pushed = trace.messages.filter(
      ({ from, role, to }) => from.startsWith('kube-apiserver') && role === 'request' && to !== 'etcd',
    );
    expect(pushed).toEqual([]);
  });
  it('gets no rules from kube-proxy, since no Service selects it', () => {
    expect(trace.messages.filter(({ body }) => body.type === 'rules-written')).toEqual([]);
  });
  it('keeps leases and relists going beside the story', () => {
    const leases = trace.messages.filter(({ body }) => body.type === 'http-request' && body.resource === 'leases');
    expect(leases.length).toBeGreaterThan(20);
    expect(
      trace.messages.filter(({ body }) => body.type === 'cri-call' && body.call === 'ListPodSandbox').length,
    ).toBeGreaterThan(60);
  });
});

describe('deployment-and-service', () => {
  const trace = run('deployment-and-service');
  it('ends with one ReplicaSet, three Pods and three ready endpoints', () => {
    expect(
      trace.writes.filter(({ resource, operation }) => resource === 'replicasets' && operation === 'create'),
    ).toHaveLength(1);
    expect(
      trace.writes.filter(({ resource, operation }) => resource === 'pods' && operation === 'create'),
    ).toHaveLength(3);
    const slice = trace.writes.filter(({ resource }) => resource === 'endpointslices').at(-1)?.object as EndpointSlice;
    expect(slice.endpoints?.map(({ conditions }) => conditions?.ready)).toEqual([true, true, true]);
  });
  it('puts the Pods on three nodes', () => {
    const nodes = trace.writes
      .filter(({ resource }) => resource === 'pods')
      .map(({ object }) => (object as Pod).spec.nodeName);
    expect(new Set(nodes.filter((node) => node !== undefined)).size).toBe(3);
  });
  it('brings each request of the client through the rules of its node to one of the Pods', () => {
    const answers = trace.messages.flatMap(({ to, body }) =>
      to === 'client' && body.type === 'traffic' ? [body] : [],
    );
    expect(answers).toHaveLength(12);
    expect(answers.every(({ outcome }) => outcome === 'answered')).toBe(true);
  });
  it('has rules written on every node', () => {
    const nodes = trace.messages.flatMap(({ body }) => (body.type === 'rules-written' ? [body.node] : []));
    expect(new Set(nodes)).toEqual(new Set(['worker-1', 'worker-2', 'worker-3']));
  });
});

describe('the failures', () => {
  it('a bad tag fails on the node, after the binding', () => {
    const trace = run('image-not-found');
    const bound =
      trace.writes.find(({ object }) => (object as Pod).spec?.nodeName !== undefined)?.at ?? Number.POSITIVE_INFINITY;
    const failed = events(trace).find(({ reason }) => reason === 'Failed');
    expect(failed?.source?.component).toBe('kubelet');
    expect(trace.facts.find(({ state }) => state === 'failed')?.at).toBeGreaterThan(bound);
  });
  it('a Pod that fits nowhere waits with the sentence of the scheduler, and is placed when a neighbour leaves', () => {
    const trace = run('not-enough-cpu');
    expect(events(trace).find(({ reason }) => reason === 'FailedScheduling')?.message).toBe(
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
    );
    expect(pods(trace, 'report').at(-1)?.spec.nodeName).toBe('worker-1');
    expect(pods(trace, 'report').at(-1)?.status?.phase).toBe('Running');
  });
  it('a crashing container is restarted at once, then after ten, twenty and forty seconds and up to half as much again', () => {
    const starts = run('crash-loop')
      .facts.filter(({ state }) => state === 'running')
      .map(({ at }) => at);
    const ends = run('crash-loop')
      .facts.filter(({ state }) => state === 'exited')
      .map(({ at }) => at);
    const waits = starts.slice(1).map((start, i) => start - (ends[i] ?? 0));
    expect(waits[0]).toBeLessThan(1500);
    for (const [i, seconds] of [10, 20, 40].entries()) {
      expect(waits[i + 1]).toBeGreaterThanOrEqual(seconds * 1000);
      expect(waits[i + 1]).toBeLessThan(seconds * 1500 + 3000);
    }
  });
  it('kubectl prints Error during the back-off of a crash, and CrashLoopBackOff only for about a second before the restart', () => {
    const printed = run('crash-loop')
      .writes.filter(({ key }) => key === 'pods/default/crash')
      .map(({ at, object }) => ({ at, ...printedStatus(object) }));
    const waits = printed.flatMap((row, i) =>
      row.status === 'CrashLoopBackOff' ? [{ row, next: printed[i + 1] }] : [],
    );
    expect(waits.length).toBeGreaterThanOrEqual(3);
    for (const { row, next } of waits) {
      expect(next?.status).toBe('Running');
      expect((next?.at ?? 0) - row.at).toBeLessThan(1500);
    }
    expect(printed.filter(({ status }) => status === 'Error').length).toBeGreaterThanOrEqual(4);
  });
  it('a failing readiness probe takes the Pod out of the endpoints, a failing liveness probe restarts the container', () => {
    const trace = run('probes');
    const ready = trace.writes
      .filter(({ resource }) => resource === 'endpointslices')
      .map(({ object }) => (object as EndpointSlice).endpoints?.[0]?.conditions?.ready);
    expect(ready.filter((value, i) => value !== ready[i - 1]).slice(0, 4)).toEqual([false, true, false, true]);
    expect(pods(trace, 'shop').at(-1)?.status?.containerStatuses?.[0]?.restartCount).toBeGreaterThanOrEqual(1);
  });
  it('a deleted Pod of a Deployment is replaced, a deleted bare Pod stays gone', () => {
    const trace = run('self-healing');
    const created = trace.writes
      .filter(({ resource, operation }) => resource === 'pods' && operation === 'create')
      .map(({ object }) => object.metadata.name);
    expect(created.filter((name) => name.startsWith('web-'))).toHaveLength(4);
    expect(created.filter((name) => name === 'nginx')).toHaveLength(1);
    expect(trace.writes.filter(({ key }) => key === 'pods/default/nginx').at(-1)?.operation).toBe('delete');
  });
  it('a user without rights is refused before the manifest is read', () => {
    const trace = run('forbidden-user');
    expect(trace.commands[0]).toMatchObject({
      code: 1,
      stderr:
        'Error from server (Forbidden): error when creating "nginx.yaml": pods is forbidden: User "alice" cannot create resource "pods" in API group "" in the namespace "default"\n',
    });
    const refused = trace.transitions.filter(
      ({ who, to }) => who.startsWith('kube-apiserver/request') && to === 'decoding',
    );
    expect(trace.writes.filter(({ resource }) => resource === 'pods')).toEqual([]);
    expect(refused.some(({ at }) => at > 100 && at < 160)).toBe(false);
  });
  it('an invalid manifest is refused at validation with all its errors, and nothing is stored', () => {
    const trace = run('invalid-manifest');
    expect(trace.commands[0]?.code).toBe(1);
    expect(trace.commands[0]?.stderr).toBe(
      [
        'The Deployment "web" is invalid: ',
        '* spec.template.metadata.labels: Invalid value: {"app":"wbe"}: `selector` does not match template `labels`',
        '* spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 80000: must be between 1 and 65535, inclusive',
        '',
      ].join('\n'),
    );
    expect(trace.writes.filter(({ resource }) => resource === 'deployments')).toEqual([]);
  });
});

describe('time alone', () => {
  const web = (spec: string, image = 'nginx:1.14.2'): string => `apiVersion: podscope.dev/v1
kind: Scenario
metadata: { name: web }
spec:
  until: 40s
  cluster: { images: [{ name: "nginx:9.9.9", pull: { error: not-found } }] }
  files:
    web.yaml: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec:
        ${spec}
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: c, image: "${image}" }] }
  actions: [{ kubectl: create -f web.yaml }]
`;
  const statuses = (text: string) => {
    const read = readScenario(text, 'web');
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const trace = simulate(read.scenario);
    return trace.writes
      .filter(({ key }) => key === 'deployments/default/web')
      .map(({ at, object }) => ({ at, status: (object as Deployment).status }));
  };

  it('makes a ready Pod available when minReadySeconds have passed', () => {
    const written = statuses(web('minReadySeconds: 5'));
    const ready = written.find(({ status }) => status?.readyReplicas === 1)?.at ?? 0;
    const available = written.find(({ status }) => status?.availableReplicas === 1)?.at ?? 0;
    expect(available - ready).toBeGreaterThanOrEqual(4000);
    expect(available - ready).toBeLessThan(7000);
  });

  it('ends the patience with a rollout that does not progress', () => {
    const conditions = statuses(web('progressDeadlineSeconds: 12', 'nginx:9.9.9')).map(({ at, status }) => ({
      at,
      reason: status?.conditions?.find(({ type }) => type === 'Progressing')?.reason,
    }));
    const exceeded = conditions.find(({ reason }) => reason === 'ProgressDeadlineExceeded');
    expect(exceeded?.at).toBeGreaterThanOrEqual(12_000);
    expect(exceeded?.at).toBeLessThan(16_000);
  });
});
