import { badRequest, internalError, notFound, type Status } from '../../../kubernetes/api/status.ts';
import { millisOf } from '../../../kubernetes/api/times.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { logSource } from '../../../kubernetes/node/log-source.ts';
import { type LogOptions, readLog as readLines } from '../../../kubernetes/node/programs/container-log.ts';
import { allContainersOf } from '../../../kubernetes/node/restart-policy.ts';
import { drawHex } from '../../engine/dice.ts';
import type { World } from '../world.ts';
import type { RequestContext } from './request-context.ts';
import { queryValues, type RequestInfo, requestInfo } from './request-info.ts';

type Changed = Partial<RequestContext>;

const pods = { plural: 'pods', group: '' };

interface Found {
  readonly pod: Pod;
  readonly container: string;
}

/**
 * The container that the request means, as the API server looks for it before it turns to the kubelet.
 * Source: v1.35 pkg/registry/core/pod/strategy.go LogLocation, streamLocation
 */
function containerOf({ info, world }: RequestContext): Found | { readonly refused: Status } {
  const pod = world.store.get('pods', info.namespace ?? '', info.name ?? '') as Pod | undefined;
  if (pod === undefined) return { refused: notFound(pods, info.name ?? '') };
  const { name } = pod.metadata;
  const names = pod.spec.containers.map((container) => container.name);
  const container = info.query.get('container') ?? (names.length === 1 ? (names[0] ?? '') : '');
  if (container === '') {
    const all = `choose one of: [${names.join(' ')}]`;
    return { refused: badRequest(`a container name must be specified for pod ${name}, ${all}`) };
  }
  if (!allContainersOf(pod).some((each) => each.name === container))
    return { refused: badRequest(`container ${container} is not valid for pod ${name}`) };
  return { pod, container };
}

/** What a container has printed; of a Pod without a node nothing is asked. */
export function readLog(context: RequestContext): Changed {
  const found = containerOf(context);
  if ('refused' in found) return found;
  const { info, world, port } = context;
  const { pod, container } = found;
  const node = pod.spec.nodeName ?? '';
  if (node === '') return { answer: { code: 200, body: '' } };
  const previous = info.query.get('previous') === 'true';
  const source = logSource(pod, container, previous);
  if ('problem' in source) return { refused: badRequest(source.problem) };
  if ('removed' in source)
    return { answer: { code: 200, body: `unable to retrieve container logs for ${source.removed}` } };
  const { uid } = pod.metadata;
  const runtime = world.runtimes.get(node);
  const options = logOptions(info, port.now());
  const body = readLines(runtime?.log(uid, container, previous) ?? [], options);
  const follows = info.query.get('follow') === 'true' && !previous && runtime?.running(uid, container) !== undefined;
  return { answer: { code: 200, body }, ...(follows ? { following: { node, uid, container, options } } : {}) };
}

/** The answer is complete when the container has ended: its runtime says so. */
export function followLog({ world, port, following }: RequestContext): void {
  if (following !== undefined)
    world.runtimes.get(following.node)?.follow(following.uid, following.container, port.address);
}

/** The whole answer, whatever has become of the Pod since. */
export function endLog({ world, following }: RequestContext): Changed {
  if (following === undefined) return {};
  const { node, uid, container, options } = following;
  return {
    answer: { code: 200, body: readLines(world.runtimes.get(node)?.log(uid, container, false) ?? [], options) },
  };
}

/** What of a followed log has come by now, for who does not wait for its end. */
export function logSoFar(world: World, path: string, asked: number): string {
  const info = requestInfo(path);
  const pod = world.store.get('pods', info.namespace ?? '', info.name ?? '') as Pod | undefined;
  const lines = world.runtimes
    .get(pod?.spec.nodeName ?? '')
    ?.log(pod?.metadata.uid ?? '', info.query.get('container') ?? '', false);
  return readLines(lines ?? [], logOptions(info, asked));
}

function logOptions({ query }: RequestInfo, asked: number): LogOptions {
  const number = (name: string): number | undefined => {
    const given = query.get(name);
    return given === null || given === undefined ? undefined : Number(given);
  };
  const [tail, limitBytes, seconds] = ['tailLines', 'limitBytes', 'sinceSeconds'].map(number);
  const time = millisOf(query.get('sinceTime') ?? undefined);
  const since = seconds === undefined ? time : asked - seconds * 1000;
  return {
    ...(tail === undefined ? {} : { tail }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(since === undefined ? {} : { since }),
    timestamps: query.get('timestamps') === 'true',
    asked,
  };
}

/** exec goes on to the kubelet of the Pod's node, and from there to its runtime. */
export function runInContainer(context: RequestContext): Changed {
  const found = containerOf(context);
  if ('refused' in found) return found;
  const { event, info, world, port } = context;
  const { pod, container } = found;
  const node = pod.spec.nodeName ?? '';
  if (node === '') return { refused: badRequest(`pod ${pod.metadata.name} does not have a host assigned`) };
  const running = world.runtimes.get(node)?.running(pod.metadata.uid, container);
  if (running === undefined)
    return { refused: internalError(`unable to upgrade connection: container not found ("${container}")`) };
  const words = queryValues(event.call.path, 'command');
  const problem = running.cannotExec(words);
  if (problem !== undefined) {
    const said = `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${drawHex(port.draw, 64)}": OCI runtime exec failed: exec failed: unable to start container process: ${problem}: unknown`;
    return { refused: internalError(said) };
  }
  // A person's command is no part of the manifest: what is not understood is for the person to hear.
  let notModelled: string | undefined;
  const outcome = running.exec(words, (says) => {
    notModelled ??= says;
  });
  const body = notModelled === undefined ? outcome : { ...outcome, notModelled };
  // The command may have ended or woken the main process.
  port.tell(`${node}/containerd/${info.namespace}/${info.name}/${container}`, { type: 'go on' });
  return { answer: { code: 101, body } };
}

/** port-forward goes on to the kubelet of the Pod's node; nothing is sent through it here. Source: v1.35 pkg/registry/core/pod/strategy.go PortForwardLocation */
export function openPorts({ info, world }: RequestContext): Changed {
  const pod = world.store.get('pods', info.namespace ?? '', info.name ?? '') as Pod | undefined;
  if (pod === undefined) return { refused: notFound(pods, info.name ?? '') };
  if ((pod.spec.nodeName ?? '') === '')
    return { refused: badRequest(`pod ${pod.metadata.name} does not have a host assigned`) };
  return { answer: { code: 101, body: {} } };
}
