import { setup } from 'xstate';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { knownImage, normalizedImage } from '../../../kubernetes/node/programs/images.ts';
import { drawHex } from '../../engine/dice.ts';
import type { LatencyKind } from '../../engine/latency.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { World } from '../world.ts';
import { type CriEvent, podKey } from './cri-client.ts';
import { behaviourOf } from './image-behaviour.ts';
import { imageDigest, pullProblem } from './pull-outcome.ts';
import type { RuntimeStore } from './runtime-store.ts';

export interface RuntimeContext {
  readonly port: Port;
  readonly world: World;
  readonly node: string;
  readonly store: RuntimeStore;
}

type RuntimeEvent =
  | CriEvent
  | (ChartEvent & { readonly type: 'work is done'; readonly request: CriEvent })
  | (ChartEvent & {
      readonly type: 'cni answered';
      readonly request: CriEvent;
      readonly ip?: string;
      readonly error?: string;
    })
  | (ChartEvent & { readonly type: 'image arrived'; readonly request: CriEvent; readonly error?: string })
  | (ChartEvent & { readonly type: 'container ended'; readonly request?: CriEvent });

const work: Partial<Record<CriEvent['call'], LatencyKind>> = {
  RunPodSandbox: 'sandbox is made',
  ImageStatus: 'image is looked up',
  CreateContainer: 'container is created',
  StartContainer: 'container is started',
  StopPodSandbox: 'sandbox is stopped',
  ExecSync: 'command runs in container',
  RemoveContainer: 'runtime call',
  UpdateContainerResources: 'command runs in container',
};

/** Answers a call. */
export function answer(port: Port, request: CriEvent, result: Readonly<Record<string, unknown>>, error?: string): void {
  const { call, container, pod, tag, replyTo, message } = request;
  const named = container === undefined ? {} : { container };
  const failed = error === undefined ? {} : { error };
  port.send({
    from: `${port.address.split('/')[0]}/containerd`,
    to: replyTo,
    protocol: 'cri',
    role: 'answer',
    ...(message === undefined ? {} : { answers: message }),
    body: { type: 'cri-answer', call, pod: podKey(pod), ...named, ...failed, detail: result },
    event: { type: 'cri answered', call, ...named, ...failed, result, tag },
    takes: 'over the network',
  });
}

function begin(context: RuntimeContext, request: CriEvent): void {
  const { port, node } = context;
  switch (request.call) {
    case 'RunPodSandbox':
      if (request.pod.spec.hostNetwork === true) break;
      port.send({
        to: `${node}/cni`,
        protocol: 'cni',
        role: 'request',
        body: { type: 'cni-call', command: 'ADD', pod: podKey(request.pod) },
        event: { type: 'ADD', request, replyTo: port.address },
        takes: 'runtime call',
      });
      return;
    case 'PullImage':
      pull(context, request);
      return;
    case 'StopContainer':
      stopContainer(context, request);
      return;
    default:
  }
  const kind = work[request.call];
  port.tellLater(kind === undefined ? 0 : port.takes(kind), port.address, { type: 'work is done', request });
}

function pull({ port, world, node, store }: RuntimeContext, request: CriEvent): void {
  const image = String(request.detail['image'] ?? '');
  const { pod, container } = request;
  port.fact({
    node,
    pod: podKey(pod),
    uid: pod.metadata.uid,
    state: 'pulling',
    image,
    ...(container === undefined ? {} : { container }),
  });
  const problem = pullProblem(world, pod, image);
  const given = behaviourOf(world.scenario.cluster.images, image)?.pull.bytes;
  const bytes = store.hasImage(image) ? 0 : (given ?? knownImage(image).bytes);
  port.send({
    to: 'registry',
    protocol: 'http',
    role: 'request',
    body: { type: 'registry-call', image: normalizedImage(image) },
    event: {
      type: 'pull',
      image,
      bytes,
      ...(problem === undefined ? {} : { error: problem }),
      request,
      replyTo: port.address,
    },
    takes: 'over the network',
  });
}

function imageArrived({ port, node, store }: RuntimeContext, request: CriEvent, error: string | undefined): void {
  const image = String(request.detail['image'] ?? '');
  const { pod, container } = request;
  const about = {
    node,
    pod: podKey(pod),
    uid: pod.metadata.uid,
    image,
    ...(container === undefined ? {} : { container }),
  };
  if (error !== undefined) {
    port.fact({ ...about, state: 'failed', reason: error });
    answer(port, request, {}, error);
    return;
  }
  store.addImage(image);
  port.fact({ ...about, state: 'pulled' });
  answer(port, request, { image: normalizedImage(image) });
}

function stopContainer({ port, store }: RuntimeContext, request: CriEvent): void {
  const { pod, container = '' } = request;
  if (store.running(pod.metadata.uid, container) === undefined) {
    answer(port, request, {});
    return;
  }
  port.tell(`${port.address}/${store.addresses.take(pod)}/${container}`, { type: 'stop', request });
}

function sandboxMade(
  context: RuntimeContext,
  request: CriEvent,
  ip: string | undefined,
  error: string | undefined,
): void {
  const { port, node, store } = context;
  const { pod } = request;
  if (error !== undefined) {
    const id = drawHex(port.draw, 64);
    answer(port, request, {}, `rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": ${error}`);
    return;
  }
  const sandbox = {
    id: drawHex(port.draw, 64),
    attempt: Number(request.detail['attempt'] ?? 0),
    ready: true,
    ...(ip === undefined ? {} : { ip }),
  };
  store.addSandbox(pod.metadata.uid, sandbox);
  port.fact({
    node,
    pod: podKey(pod),
    uid: pod.metadata.uid,
    state: 'sandbox-ready',
    ...(ip === undefined ? {} : { ip }),
  });
  answer(port, request, { sandbox: sandbox.id, ...(ip === undefined ? {} : { ip }) });
}

function finish(context: RuntimeContext, request: CriEvent): void {
  const { port, node, store } = context;
  const { pod, container = '' } = request;
  const uid = pod.metadata.uid;
  switch (request.call) {
    case 'RunPodSandbox':
      sandboxMade(context, request, undefined, undefined);
      return;
    case 'ImageStatus': {
      const image = String(request.detail['image'] ?? '');
      answer(port, request, { present: store.hasImage(image), image });
      return;
    }
    case 'CreateContainer':
      createContainer(context, request);
      return;
    case 'StartContainer':
      port.spawn(`${port.address}/${store.addresses.take(pod)}/${container}`, 'container', {
        world: context.world,
        node,
        store,
        request,
      });
      return;
    case 'StopPodSandbox':
      stopSandbox(context, pod);
      answer(port, request, {});
      return;
    case 'ExecSync': {
      const running = store.running(uid, container);
      const command = request.detail['command'] as readonly string[];
      if (running === undefined) answer(port, request, {}, 'container is not running');
      else answer(port, request, { ...running.exec(command) });
      return;
    }
    case 'UpdateContainerResources':
      port.tell(`${port.address}/${store.addresses.take(pod)}/${container}`, {
        type: 'other resources',
        resources: request.detail['resources'],
      });
      answer(port, request, {});
      return;
    case 'RemoveContainer':
      store.removeOldDead(uid);
      answer(port, request, {});
      return;
    default:
      answer(port, request, {});
  }
}

function createContainer({ port, node, store }: RuntimeContext, request: CriEvent): void {
  const { pod, container = '' } = request;
  const image = String(request.detail['image'] ?? '');
  const id = drawHex(port.draw, 64);
  store.addContainer(pod.metadata.uid, {
    id,
    name: container,
    image: String(request.detail['specImage'] ?? image),
    imageName: normalizedImage(image),
    imageRef: imageDigest(image),
    restartCount: Number(request.detail['attempt'] ?? 0),
    state: 'created',
    cause: port.cause(),
  });
  port.fact({ node, pod: podKey(pod), uid: pod.metadata.uid, container, image, state: 'created' });
  answer(port, request, { id });
}

function stopSandbox({ port, node, store }: RuntimeContext, pod: Pod): void {
  const ip = store.status(pod.metadata.uid).sandboxes[0]?.ip;
  store.stopSandbox(pod.metadata.uid);
  port.fact({ node, pod: podKey(pod), uid: pod.metadata.uid, state: 'sandbox-stopped' });
  if (ip === undefined) return;
  port.send({
    to: `${node}/cni`,
    protocol: 'cni',
    role: 'request',
    body: { type: 'cni-call', command: 'DEL', pod: podKey(pod) },
    event: { type: 'DEL', ip, pod, replyTo: port.address },
    takes: 'runtime call',
  });
}

/**
 * containerd: carries out the kubelet's CRI calls, many at a time, each in its own time.
 * Source: k8s.io/cri-api v0.35; what happens inside is containerd 1.6 as recorded.
 */
export const containerdMachine = setup({
  types: { context: {} as RuntimeContext, input: {} as RuntimeContext, events: {} as RuntimeEvent },
  actions: {
    'begin the work': ({ context, event }) => {
      if (event.type === 'cri') begin(context, event);
    },
    'finish the work': ({ context, event }) => {
      if (event.type === 'work is done') finish(context, event.request);
    },
    'put the sandbox on the network': ({ context, event }) => {
      if (event.type === 'cni answered') sandboxMade(context, event.request, event.ip, event.error);
    },
    'unpack the image': ({ context, event }) => {
      if (event.type === 'image arrived') imageArrived(context, event.request, event.error);
    },
  },
}).createMachine({
  id: 'containerd',
  context: ({ input }) => input,
  initial: 'serving',
  states: {
    serving: {
      on: {
        cri: { actions: 'begin the work' },
        'work is done': { actions: 'finish the work' },
        'cni answered': { actions: 'put the sandbox on the network' },
        'image arrived': { actions: 'unpack the image' },
      },
    },
  },
});
