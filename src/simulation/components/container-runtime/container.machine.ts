import { assign, setup } from 'xstate';
import { value } from '../../../kubernetes/api/quantity.ts';
import type { Container } from '../../../kubernetes/api/types.ts';
import type { Resources } from '../../../kubernetes/node/allocation.ts';
import { networkFiles } from '../../../kubernetes/node/network-files.ts';
import { ContainerProcess } from '../../../kubernetes/node/programs/container-process.ts';
import { FileTree, mounted } from '../../../kubernetes/node/programs/files.ts';
import { allContainersOf, initContainersOf } from '../../../kubernetes/node/restart-policy.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { World } from '../world.ts';
import { answer } from './containerd.machine.ts';
import { type CriEvent, podKey } from './cri-client.ts';
import { behaviourOf } from './image-behaviour.ts';
import type { RuntimeStore } from './runtime-store.ts';

interface ContainerInput {
  readonly port: Port;
  readonly world: World;
  readonly node: string;
  readonly store: RuntimeStore;
  readonly request: CriEvent;
}

interface ContainerContext extends ContainerInput {
  readonly process: ContainerProcess;
  readonly stopRequest: CriEvent | undefined;
  /** Bytes that the container may take, for the screen. */
  readonly memoryLimit: number | undefined;
}

type ContainerEvent =
  | (ChartEvent & { readonly type: 'go on' })
  | (ChartEvent & { readonly type: 'look' })
  | (ChartEvent & { readonly type: 'other resources'; readonly resources: Resources })
  | (ChartEvent & { readonly type: 'stop'; readonly request: CriEvent });

const idOf = ({ store, request }: ContainerInput): string =>
  store.status(request.pod.metadata.uid).containers.find((c) => c.name === request.container && c.state !== 'exited')
    ?.id ??
  store.status(request.pod.metadata.uid).containers.find((c) => c.name === request.container)?.id ??
  '';

function processFor(input: ContainerInput): ContainerProcess {
  const { port, world, store, request } = input;
  const { pod, container: name = '' } = request;
  const spec: Partial<Container> = allContainersOf(pod).find((container) => container.name === name) ?? {};
  const limit = spec.resources?.limits?.['memory'];
  const podIP = store.status(pod.metadata.uid).sandboxes[0]?.ip ?? '';
  const volumes = (spec.volumeMounts ?? []).map((mount) => ({
    path: mount.mountPath,
    files: store.volume(pod.metadata.uid, mount.name),
    ...(mount.subPath === undefined ? {} : { subPath: mount.subPath }),
  }));
  return new ContainerProcess({
    image: spec.image ?? '',
    command: spec.command ?? [],
    args: spec.args ?? [],
    stdin: spec.stdin === true,
    env: (request.detail['env'] as Readonly<Record<string, string>> | undefined) ?? {},
    files: mounted(new FileTree(networkFiles(pod, input.node, podIP)), volumes),
    behaviour: runOf(world, spec.image ?? ''),
    memoryLimit: limit === undefined ? undefined : value(limit),
    shell: world.rules.shell,
    now: () => port.now(),
    notModelled: (says) => port.notModelled({ about: `pods/${podKey(pod)}`, path: pathOf(pod, name), says }),
  });
}

/** The scenario's behaviour of an image, if it says anything about how it runs. */
function runOf(world: World, image: string) {
  const run = behaviourOf(world.scenario.cluster.images, image)?.run;
  return run === undefined || Object.keys(run).length === 0 ? undefined : run;
}

function pathOf(pod: CriEvent['pod'], name: string): string {
  const at = pod.spec.containers.findIndex((container) => container.name === name);
  if (at >= 0) return `spec.containers[${at}].command`;
  return initContainersOf(pod).some((container) => container.name === name)
    ? 'spec.initContainers'
    : 'spec.ephemeralContainers';
}

const about = ({ node, request }: ContainerInput) => ({
  node,
  pod: podKey(request.pod),
  uid: request.pod.metadata.uid,
  container: request.container ?? '',
});

function start(context: ContainerContext): void {
  const { port, store, request, process } = context;
  const id = idOf(context);
  store.setProcess(request.pod.metadata.uid, request.container ?? '', process);
  const problem = process.cannotStart();
  if (problem !== undefined) {
    const error = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${problem}: unknown`;
    const ended = {
      state: 'exited' as const,
      exitCode: 128,
      reason: 'StartError',
      message: error,
      finishedAt: port.now(),
      cause: port.cause(),
    };
    store.changeContainer(request.pod.metadata.uid, id, ended);
    port.fact({ ...about(context), state: 'failed', exitCode: 128, reason: 'StartError' });
    answer(port, request, {}, error);
    port.tell(port.address, { type: 'look' });
    return;
  }
  process.start();
  store.changeContainer(request.pod.metadata.uid, id, { state: 'running', startedAt: port.now(), cause: port.cause() });
  port.fact({ ...about(context), image: String(request.detail['image'] ?? ''), state: 'running' });
  answer(port, request, { id });
  lookAhead(context);
}

/** Arranges to be called when the process wants to go on, or at once if it has ended. */
function lookAhead({ port, process }: ContainerContext): void {
  if (process.ended !== undefined) {
    port.tell(port.address, { type: 'look' });
    return;
  }
  const wake = process.nextWake();
  if (wake < Number.POSITIVE_INFINITY) port.tellLater(wake - port.now(), port.address, { type: 'go on' });
}

function signalled(context: ContainerContext, signal: 'SIGTERM' | 'SIGKILL'): void {
  const { port, request, process } = context;
  port.send({
    from: `${context.node}/containerd`,
    to: port.address,
    protocol: 'signal',
    role: 'event',
    body: { type: 'signal', signal, pod: podKey(request.pod), container: request.container ?? '' },
    event: { type: 'signal arrived' },
    takes: 0,
  });
  if (signal === 'SIGTERM') process.terminate();
  else process.kill();
  port.fact({ ...about(context), state: 'stopping' });
  lookAhead(context);
}

function ended(context: ContainerContext): void {
  const { port, store, request, process } = context;
  const { code, reason } = process.ended ?? { code: 137 };
  const uid = request.pod.metadata.uid;
  const container = store.status(uid).containers.find((c) => c.id === idOf(context));
  if (container?.state === 'exited') return;
  const said = reason ?? (code === 0 ? 'Completed' : 'Error');
  const message = terminationMessage(context, code, said);
  const exit = port.send({
    to: `${context.node}/containerd`,
    protocol: 'signal',
    role: 'event',
    body: {
      type: 'signal',
      signal: 'exit',
      pod: podKey(request.pod),
      container: request.container ?? '',
      exitCode: code,
    },
    event: { type: 'container ended' },
    takes: 'over the network',
    // Whoever asked it to stop has caused its end, whatever timer of its own it woke up by.
    ...(context.stopRequest?.message === undefined ? {} : { cause: context.stopRequest.message }),
  });
  const change = { state: 'exited' as const, exitCode: code, reason: said, finishedAt: port.now(), cause: exit };
  store.changeContainer(uid, idOf(context), message === '' ? change : { ...change, message });
  port.fact({ ...about(context), state: 'exited', exitCode: code, reason: said });
  for (const follower of store.takeFollowers(uid, request.container ?? '')) port.tell(follower, { type: 'log ended' });
  if (context.stopRequest !== undefined) {
    const answered = { type: 'work is done', request: context.stopRequest };
    port.tellLater(
      port.takes('container is stopped'),
      `${context.node}/containerd`,
      answered,
      context.stopRequest.message,
    );
  }
}

/** What the container wrote for the next reader. Source: v1.35 kuberuntime_container.go getTerminationMessage */
function terminationMessage({ request, process }: ContainerContext, code: number, reason: string): string {
  const spec = allContainersOf(request.pod).find((container) => container.name === request.container);
  const path = spec?.terminationMessagePath ?? '/dev/termination-log';
  const text = process.readFile(path) ?? '';
  if (
    text !== '' ||
    spec?.terminationMessagePolicy !== 'FallbackToLogsOnError' ||
    code === 0 ||
    reason === 'ContainerCannotRun'
  )
    return text.slice(-4096);
  return process.log.split('\n').slice(-81).join('\n').slice(-2048);
}

/**
 * One container as it really is on the node; the kubelet learns of it only at its next relist.
 */
export const containerMachine = setup({
  types: { context: {} as ContainerContext, input: {} as ContainerInput, events: {} as ContainerEvent },
  delays: { 'grace period': ({ context }) => Number(context.stopRequest?.detail['timeout'] ?? 30) * 1000 },
  guards: {
    'it has ended': ({ context }) => context.process.ended !== undefined || context.process.cannotStart() !== undefined,
  },
  actions: {
    'start process 1': ({ context }) => start(context),
    'let the process go on': ({ context }) => {
      context.process.advance();
      lookAhead(context);
    },
    'set the new limit': assign(({ context, event }) => {
      const limit = event.type === 'other resources' ? event.resources.limits?.['memory'] : undefined;
      const memoryLimit = limit === undefined ? undefined : value(limit);
      context.process.memoryLimit = memoryLimit;
      return { memoryLimit };
    }),
    'remember who asked': assign(({ event }) => (event.type === 'stop' ? { stopRequest: event.request } : {})),
    'send SIGTERM': ({ context }) => signalled(context, 'SIGTERM'),
    'send SIGKILL': ({ context }) => signalled(context, 'SIGKILL'),
    'keep the exit code': ({ context }) => ended(context),
  },
}).createMachine({
  id: 'container',
  context: ({ input }) => {
    const limit = allContainersOf(input.request.pod).find((c) => c.name === input.request.container)?.resources
      ?.limits?.['memory'];
    return {
      ...input,
      process: processFor(input),
      stopRequest: undefined,
      memoryLimit: limit === undefined ? undefined : value(limit),
    };
  },
  initial: 'running',
  states: {
    running: {
      entry: 'start process 1',
      on: {
        'go on': { actions: 'let the process go on' },
        look: { guard: 'it has ended', target: 'exited' },
        'other resources': { actions: 'set the new limit' },
        stop: { actions: 'remember who asked', target: 'stopping' },
      },
    },
    stopping: {
      entry: 'send SIGTERM',
      after: { 'grace period': 'killing' },
      on: {
        'go on': { actions: 'let the process go on' },
        look: { guard: 'it has ended', target: 'exited' },
      },
    },
    killing: {
      entry: 'send SIGKILL',
      on: { look: { guard: 'it has ended', target: 'exited' } },
    },
    exited: { type: 'final', entry: 'keep the exit code' },
  },
});
