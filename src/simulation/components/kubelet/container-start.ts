import type { Container } from '../../../kubernetes/api/types.ts';
import { goDuration, next, remaining } from '../../../kubernetes/node/back-off.ts';
import { type Environment, environmentOf } from '../../../kubernetes/node/environment.ts';
import { imageNameProblem, knownImage, withTag } from '../../../kubernetes/node/programs/images.ts';
import { newest } from '../../../kubernetes/node/runtime-status.ts';
import { securityProblem } from '../../../kubernetes/node/security.ts';
import { callRuntime } from '../container-runtime/cri-client.ts';
import { behaviourOf } from '../container-runtime/image-behaviour.ts';
import { nodeFacts } from './node-facts.ts';
import { keyOfPod, record, seen, uidOf, type WorkerContext, type WorkerEvent } from './pod-work.ts';

type Changed = Partial<WorkerContext>;

export const currentOf = (context: WorkerContext): Container | undefined => context.toStart[0];

const podText = ({ pod }: WorkerContext): string =>
  `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;

/** Notes why a container could not be started; the next status will say it. */
function failed(
  context: WorkerContext,
  reason: string,
  message: string,
  outcome: WorkerContext['outcome'] = { kind: 'error' },
): Changed {
  const name = currentOf(context)?.name ?? '';
  // An error that is no back-off decides over the time of the next look.
  const kept = context.outcome.kind === 'error' ? context.outcome : outcome;
  return {
    failures: new Map([...context.failures, [name, { reason, message }]]),
    outcome: kept,
    toStart: context.toStart.slice(1),
  };
}

/**
 * How long a crashed container has to wait, virtual ms; 0 if it may start. The wait counts from the end of the
 * instance that the last relist saw, so that one which the kubelet has stopped in this very sync is not held back.
 * Source: v1.35 pkg/kubelet/kuberuntime/kuberuntime_manager.go doBackOff
 */
export function crashWait(context: WorkerContext): number {
  const container = currentOf(context);
  const last = container === undefined ? undefined : newest(seen(context), container.name);
  if (container === undefined || last?.state !== 'exited') return 0;
  return remaining(context.crashes, container.name, last.finishedAt ?? 0, context.port.now());
}

/** Steps the back-off of a crashed container that starts again now. */
export function allowRestart(context: WorkerContext): Changed {
  const container = currentOf(context);
  const last = container === undefined ? undefined : newest(seen(context), container.name);
  if (container === undefined || last?.state !== 'exited') return {};
  return { crashes: next(context.crashes, container.name, last.finishedAt ?? context.port.now()) };
}

export function holdBack(context: WorkerContext): Changed {
  const name = currentOf(context)?.name ?? '';
  const wait = crashWait(context);
  const delay = goDuration(context.crashes.get(name)?.delay ?? 0);
  const message = `back-off ${delay} restarting failed container=${name} pod=${podText(context)}`;
  return failed(context, 'CrashLoopBackOff', message, { kind: 'back-off', until: context.port.now() + wait });
}

export function sayHeldBack(context: WorkerContext, name: string): void {
  const until = context.port.now() + crashWait(context);
  record(
    context,
    'Warning',
    'BackOff',
    `Back-off restarting failed container ${name} in pod ${podText(context)}`,
    name,
  );
  const { port, state, pod } = context;
  port.fact({
    node: state.node,
    pod: `${pod.metadata.namespace}/${pod.metadata.name}`,
    uid: uidOf(context),
    container: name,
    state: 'waiting',
    reason: 'CrashLoopBackOff',
    until,
  });
  port.decide({
    kind: 'back-off',
    about: keyOfPod(pod),
    says: `The kubelet waits ${goDuration(context.crashes.get(name)?.delay ?? 0)} before it starts ${name} again.`,
    data: { container: name, until, delay: context.crashes.get(name)?.delay ?? 0 },
  });
}

export const imageOf = (context: WorkerContext): string => currentOf(context)?.image ?? '';

export const nameProblem = (context: WorkerContext): string | undefined => imageNameProblem(imageOf(context));

export function refuseName(context: WorkerContext): Changed {
  const message = `Failed to apply default image tag "${imageOf(context)}": ${nameProblem(context) ?? ''}`;
  return failed(context, 'InvalidImageName', message);
}

export function sayNameRefused(context: WorkerContext, name: string, image: string): void {
  const problem = `Failed to apply default image tag "${image}": ${imageNameProblem(image) ?? ''}`;
  record(context, 'Warning', 'InspectFailed', problem, name);
  record(context, 'Warning', 'Failed', 'Error: InvalidImageName', name);
}

/** The pull of this image failed so lately that it is not tried again now. Source: pkg/kubelet/images/image_manager.go */
export function pullIsHeldBack(context: WorkerContext): boolean {
  const entry = context.pulls.get(imageOf(context));
  return entry !== undefined && remaining(context.pulls, imageOf(context), entry.since, context.port.now()) > 0;
}

export function holdBackPull(context: WorkerContext): Changed {
  const image = imageOf(context);
  const before = context.failures.get(currentOf(context)?.name ?? '')?.message ?? '';
  const cause = before.startsWith('Back-off pulling image')
    ? before.slice(before.indexOf('ErrImagePull: ') + 14)
    : before;
  return failed(context, 'ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${cause}`);
}

export function sayPullHeldBack(context: WorkerContext, name: string, image: string): void {
  record(context, 'Normal', 'BackOff', `Back-off pulling image "${image}"`, name);
  record(context, 'Warning', 'Failed', 'Error: ImagePullBackOff', name);
  const entry = context.pulls.get(image);
  const { port, state, pod } = context;
  port.fact({
    node: state.node,
    pod: `${pod.metadata.namespace}/${pod.metadata.name}`,
    uid: uidOf(context),
    container: name,
    image,
    state: 'waiting',
    reason: 'ImagePullBackOff',
    until: (entry?.since ?? 0) + (entry?.delay ?? 0),
  });
  port.decide({
    kind: 'back-off',
    about: keyOfPod(pod),
    says: `The kubelet does not pull ${image} again before ${goDuration(entry?.delay ?? 0)} have passed.`,
    data: { image, delay: entry?.delay ?? 0 },
  });
}

export function askForPull(context: WorkerContext): void {
  const { port, state, pod } = context;
  const container = currentOf(context);
  if (container === undefined) return;
  record(context, 'Normal', 'Pulling', `Pulling image "${container.image}"`, container.name);
  port.tell(`${state.node}/kubelet/image-manager`, {
    type: 'pull',
    pod,
    container: container.name,
    image: container.image ?? '',
    replyTo: port.address,
  });
}

type Pulled = Extract<WorkerEvent, { type: 'image pulled' }>;

export function pullFailed(context: WorkerContext, event: WorkerEvent): Changed {
  const { error = '' } = event as Pulled;
  const pulls = next(context.pulls, imageOf(context), context.port.now());
  return { ...failed(context, 'ErrImagePull', error), pulls };
}

export function sayPullFailed(context: WorkerContext, event: WorkerEvent, name: string, image: string): void {
  record(context, 'Warning', 'Failed', `Failed to pull image "${image}": ${(event as Pulled).error ?? ''}`, name);
  record(context, 'Warning', 'Failed', 'Error: ErrImagePull', name);
}

export function sayPulled(context: WorkerContext, event: WorkerEvent): void {
  const { took, waited } = event as Pulled;
  const image = imageOf(context);
  const size = behaviourOf(context.world.scenario.cluster.images, image)?.pull.bytes ?? knownImage(image).bytes;
  const cut = (ms: number): string => goDuration(Math.floor(ms));
  const message = `Successfully pulled image "${image}" in ${cut(took)} (${cut(waited)} including waiting). Image size: ${size} bytes.`;
  record(context, 'Normal', 'Pulled', message, currentOf(context)?.name);
}

export function sayPresent(context: WorkerContext): void {
  const message = `Container image "${imageOf(context)}" already present on machine and can be accessed by the pod`;
  record(context, 'Normal', 'Pulled', message, currentOf(context)?.name);
}

export function refuseNeverPull(context: WorkerContext): Changed {
  return failed(
    context,
    'ErrImageNeverPull',
    `Container image "${imageOf(context)}" is not present with pull policy of Never`,
  );
}

export function sayNeverPulled(context: WorkerContext, name: string, image: string): void {
  record(
    context,
    'Warning',
    'ErrImageNeverPull',
    `Container image "${image}" is not present with pull policy of Never`,
    name,
  );
  record(context, 'Warning', 'Failed', 'Error: ErrImageNeverPull', name);
}

const environment = ({ pod, state, store, world }: WorkerContext, container: Container): Environment =>
  environmentOf(pod, container, world.store, nodeFacts(world, state, store, pod.metadata.uid));

/** What stands in the way of a container's configuration: a missing ConfigMap, an image that runs as root. */
export function configProblem(context: WorkerContext): string | undefined {
  const container = currentOf(context);
  if (container === undefined) return undefined;
  const found = environment(context, container);
  if ('problem' in found) return found.problem;
  return securityProblem(context.pod, container);
}

export function prepareConfig(context: WorkerContext): Changed {
  const container = currentOf(context);
  if (container === undefined) return {};
  const found = environment(context, container);
  return 'env' in found ? { environment: found.env } : {};
}

export function refuseConfig(context: WorkerContext): Changed {
  return failed(context, 'CreateContainerConfigError', configProblem(context) ?? '');
}

export function askForContainer(context: WorkerContext): void {
  const { port, state, pod } = context;
  const container = currentOf(context);
  if (container === undefined) return;
  const before = newest(context.store.status(uidOf(context)), container.name);
  const attempt = before === undefined ? 0 : before.restartCount + 1;
  const image = withTag(container.image ?? '');
  callRuntime(port, state.node, 'CreateContainer', pod, {
    container: container.name,
    detail: { image, specImage: container.image ?? '', attempt },
  });
}

export function askForStart(context: WorkerContext): void {
  const { port, state, pod } = context;
  const container = currentOf(context);
  if (container === undefined) return;
  record(context, 'Normal', 'Created', 'Container created', container.name);
  state.give(uidOf(context), container.name, container.resources ?? {});
  callRuntime(port, state.node, 'StartContainer', pod, {
    container: container.name,
    detail: { env: context.environment },
  });
}

export function started(context: WorkerContext): Changed {
  const name = currentOf(context)?.name ?? '';
  const failures = new Map([...context.failures].filter(([key]) => key !== name));
  return { failures, toStart: context.toStart.slice(1) };
}

type Answered = Extract<WorkerEvent, { type: 'cri answered' }>;

export const startFailed = (context: WorkerContext, event: WorkerEvent): Changed =>
  failed(context, 'RunContainerError', (event as Answered).error ?? '');

export const hookFailed = (context: WorkerContext, event: WorkerEvent): Changed => {
  const { result } = event as Answered;
  const container = currentOf(context);
  const command = (container?.lifecycle?.postStart?.exec?.command ?? []).join(' ');
  const message = `Exec lifecycle hook ([${command}]) for Container "${container?.name ?? ''}" in Pod "${podText(context)}" failed - error: command '${command}' exited with ${String(result['exitCode'] ?? 1)}: ${String(result['stderr'] ?? '')}, message: "${String(result['stderr'] ?? '').trim()}\\n"`;
  return failed(context, 'PostStartHookError', message);
};
