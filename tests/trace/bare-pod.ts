import type { ApiObject, Pod } from '../../src/kubernetes/api/types.ts';
import type { CriCall, Trace } from '../../src/trace/trace.ts';
import { TraceBuilder } from './trace-builder.ts';

const spec = { containers: [{ name: 'nginx', image: 'nginx:1.14.2', ports: [{ containerPort: 80 }] }] };

function pod(nodeName: string | undefined, status: Pod['status']): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'nginx',
      namespace: 'default',
      uid: 'uid-nginx',
      resourceVersion: '',
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: { app: 'nginx' },
    },
    spec: nodeName === undefined ? spec : { ...spec, nodeName },
    status,
  } as Pod;
}

const key = 'pods/default/nginx';
const waiting = {
  name: 'nginx',
  image: 'nginx:1.14.2',
  imageID: '',
  ready: false,
  restartCount: 0,
  state: { waiting: { reason: 'ContainerCreating' } },
};
const running = { ...waiting, ready: true, state: { running: { startedAt: '2026-01-01T00:00:01Z' } } };

/** A bare Pod with a real pull, in the times of a recording of v1.35.6. */
export function barePodTrace(until = 60_000): Trace {
  const b = new TraceBuilder();
  const typed = b.root(0, 'kubectl', 'kubectl create -f nginx.yaml');
  const post = b.send(146, 0.6, 'kubectl', 'kube-apiserver/request-1', 'http', typed, {
    type: 'http-request',
    verb: 'create',
    method: 'POST',
    path: '/api/v1/namespaces/default/pods',
    userAgent: 'kubectl/v1.35.0',
    user: 'kubernetes-admin',
    resource: 'pods',
    namespace: 'default',
    name: 'nginx',
    requestBody: { kind: 'Pod' },
  });
  const created = store(b, 151, post, 'create', pod(undefined, { phase: 'Pending' }));
  b.answer(153.4, 0.6, post, created, { type: 'http-answer', code: 201 });
  const placed = place(b, created);
  run(b, placed);
  return {
    ...b.build(['worker-1', 'worker-2', 'worker-3'], until),
    commands: [
      {
        at: 0,
        returnedAt: 164,
        command: 'kubectl create -f nginx.yaml',
        user: 'kubernetes-admin',
        stdout: 'pod/nginx created\n',
        stderr: '',
        code: 0,
        cause: typed,
      },
    ],
  };
}

function store(b: TraceBuilder, at: number, cause: number, operation: 'create' | 'update', object: ApiObject): number {
  const from = b.messages.find(({ id }) => id === cause)?.to ?? 'kube-apiserver/request-0';
  const put = b.send(at, 0.4, from, 'etcd', 'etcd', cause, {
    type: 'etcd-txn',
    operation: 'put',
    key: '/registry/pods/default/nginx',
    expectedRevision: 0,
  });
  const write = b.write(at + 1, put, key, operation, object);
  b.answer(at + 1.2, 0.4, put, write, { type: 'etcd-answer', succeeded: true, revision: 1156 });
  return write;
}

function watch(
  b: TraceBuilder,
  at: number,
  cause: number,
  to: string,
  event: 'ADDED' | 'MODIFIED',
  object: ApiObject,
): number {
  return b.send(at, 0.5, 'kube-apiserver/watch-1', to, 'watch', cause, {
    type: 'watch-event',
    event,
    resource: 'pods',
    object,
  });
}

function place(b: TraceBuilder, created: number): number {
  const fresh = pod(undefined, { phase: 'Pending' });
  watch(b, 155, created, 'kube-controller-manager/replicaset', 'ADDED', fresh);
  const seen = watch(b, 155.1, created, 'kube-scheduler', 'ADDED', fresh);
  const decided = b.decide(156, seen, {
    who: 'kube-scheduler',
    kind: 'filter',
    about: key,
    says: 'The scheduler found that 3 of 3 nodes can take the Pod.',
    data: { feasible: ['worker-1', 'worker-2', 'worker-3'] },
  });
  const bind = b.send(156.5, 0.5, 'kube-scheduler/binding/default/nginx', 'kube-apiserver/request-2', 'http', decided, {
    type: 'http-request',
    verb: 'create',
    method: 'POST',
    path: '/api/v1/namespaces/default/pods/nginx/binding',
    userAgent: 'kube-scheduler',
    user: 'system:kube-scheduler',
    resource: 'pods',
    subresource: 'binding',
    namespace: 'default',
    name: 'nginx',
    requestBody: { target: { name: 'worker-1' } },
  });
  const bound = store(b, 158, bind, 'update', pod('worker-1', { phase: 'Pending' }));
  b.answer(160, 0.5, bind, bound, { type: 'http-answer', code: 201 });
  return bound;
}

function run(b: TraceBuilder, placed: number): void {
  const kubelet = 'worker-1/kubelet/default/nginx';
  const containerd = 'worker-1/containerd';
  const mine = watch(b, 161, placed, 'worker-1/kubelet', 'ADDED', pod('worker-1', { phase: 'Pending' }));
  patch(b, 180, mine, pod('worker-1', { phase: 'Pending', containerStatuses: [waiting] }));
  const fact = { node: 'worker-1', pod: 'default/nginx', uid: 'uid-nginx' };
  const call = (at: number, cause: number, name: CriCall['call'], detail?: Record<string, unknown>) =>
    b.send(at, 0.8, kubelet, containerd, 'cri', cause, {
      type: 'cri-call',
      call: name,
      pod: 'default/nginx',
      ...(detail ? { detail } : {}),
    });
  const back = (at: number, request: number, cause: number, name: CriCall['call']) =>
    b.answer(at, 0.8, request, cause, { type: 'cri-answer', call: name, pod: 'default/nginx' });
  const sandbox = call(475, mine, 'RunPodSandbox');
  const cni = b.send(560, 0.5, containerd, 'worker-1/cni', 'cni', sandbox, {
    type: 'cni-call',
    command: 'ADD',
    pod: 'default/nginx',
  });
  const addressed = b.answer(640, 0.5, cni, cni, {
    type: 'cni-answer',
    command: 'ADD',
    pod: 'default/nginx',
    ip: '10.244.0.6',
  });
  const ready = b.fact(660, addressed, { ...fact, state: 'sandbox-ready', ip: '10.244.0.6' });
  const made = back(665, sandbox, ready, 'RunPodSandbox');
  const pull = call(670, made, 'PullImage', { image: 'nginx:1.14.2' });
  const pulling = b.fact(671, pull, {
    ...fact,
    container: 'nginx',
    state: 'pulling',
    image: 'nginx:1.14.2',
    until: 1705,
  });
  const fetch = b.send(672, 8, containerd, 'registry', 'http', pulling, {
    type: 'registry-call',
    image: 'nginx:1.14.2',
  });
  const layers = b.answer(700, 1000, fetch, fetch, {
    type: 'registry-answer',
    image: 'nginx:1.14.2',
    bytes: 41_928_188,
  });
  const pulled = b.fact(1705, layers, { ...fact, container: 'nginx', state: 'pulled' });
  const got = back(1710, pull, pulled, 'PullImage');
  const create = call(1715, got, 'CreateContainer');
  const exists = b.fact(1731, create, { ...fact, container: 'nginx', state: 'created' });
  const start = call(1733, back(1732, create, exists, 'CreateContainer'), 'StartContainer');
  back(1794, start, b.fact(1790, start, { ...fact, container: 'nginx', state: 'running' }), 'StartContainer');
  const relist = b.root(2585, 'worker-1/kubelet/pleg', 'PLEG relist, every 1 s', 'timer');
  patch(b, 2588, relist, pod('worker-1', { phase: 'Running', podIP: '10.244.0.6', containerStatuses: [running] }));
}

function patch(b: TraceBuilder, at: number, cause: number, object: Pod): void {
  const request = b.send(at, 0.5, 'worker-1/kubelet/status-manager', `kube-apiserver/request-${at}`, 'http', cause, {
    type: 'http-request',
    verb: 'patch',
    method: 'PATCH',
    path: '/api/v1/namespaces/default/pods/nginx/status',
    userAgent: 'kubelet',
    user: 'system:node:worker-1',
    resource: 'pods',
    subresource: 'status',
    namespace: 'default',
    name: 'nginx',
    requestBody: { status: object.status },
  });
  const write = store(b, at + 4, request, 'update', object);
  b.answer(at + 6, 0.5, request, write, { type: 'http-answer', code: 200 });
  watch(b, at + 7, write, 'kube-controller-manager/replicaset', 'MODIFIED', object);
}
