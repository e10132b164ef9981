import { setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { mountedVolumes, needsToken, volumeContents } from '../../../kubernetes/node/volumes.ts';
import type { EntryId } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import { type AnswerEvent, identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';
import { nodeFacts } from './node-facts.ts';

interface VolumeInput {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
}

interface Wanted {
  readonly pod: Pod;
  readonly cause: EntryId;
  readonly done: Set<string>;
  token: 'none' | 'asked' | 'had';
  /** Virtual ms of the next pause after a failure. */
  pause: number;
}

interface VolumeContext extends VolumeInput {
  readonly wanted: Map<string, Wanted>;
}

type VolumeEvent =
  | (ChartEvent & { readonly type: 'mount'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'reconcile'; readonly uid: string })
  | (ChartEvent & { readonly type: 'refresh'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'unmount'; readonly uid: string })
  | (AnswerEvent & { readonly type: 'token issued' });

/** The populator and the reconciler look every 100 ms. Source: v1.35 pkg/kubelet/volumemanager/volume_manager.go */
const looks = 100;
const firstPause = 500;
const longestPause = 122_000;

function mount({ port, wanted }: VolumeContext, pod: Pod): void {
  const { uid } = pod.metadata;
  if (wanted.has(uid)) return;
  wanted.set(uid, { pod, cause: port.cause(), done: new Set(), token: 'none', pause: firstPause });
  const populated = looks - (port.now() % looks);
  port.tellLater(populated + looks * port.draw(), port.address, { type: 'reconcile', uid });
}

function reconcile(context: VolumeContext, uid: string): void {
  const { port, world, wanted, store } = context;
  const entry = wanted.get(uid);
  if (entry === undefined) return;
  const { pod } = entry;
  const volumes = mountedVolumes(pod);
  if (entry.token === 'none' && volumes.some(needsToken)) {
    askForToken(context, entry);
    return;
  }
  if (entry.token === 'asked') return;
  let failed = false;
  for (const volume of volumes) {
    if (entry.done.has(volume.name)) continue;
    const contents = volumeContents(pod, volume, world.store, nodeFacts(world, context.state, store, uid));
    if ('problem' in contents) {
      failed = true;
      report(port, pod, volume.name, contents.problem);
      continue;
    }
    if (Object.keys(contents.files).length > 0) store.volume(uid, volume.name).replaceAll(contents.files);
    entry.done.add(volume.name);
  }
  if (!failed) {
    port.tellLater(port.takes('volume is mounted'), port.address, { type: 'mounted', uid });
    return;
  }
  port.tellLater(entry.pause, port.address, { type: 'reconcile', uid }, entry.cause);
  entry.pause = Math.min(entry.pause * 2, longestPause);
}

function askForToken({ port, world, state }: VolumeContext, entry: Wanted): void {
  entry.token = 'asked';
  const { pod } = entry;
  const { name, namespace, uid } = pod.metadata;
  const source = mountedVolumes(pod)
    .flatMap((volume) => volume.projected?.sources ?? [])
    .find((candidate) => candidate.serviceAccountToken !== undefined);
  const body = {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    spec: {
      audiences: null,
      expirationSeconds: source?.serviceAccountToken?.expirationSeconds ?? 3600,
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name, uid },
    },
  };
  const account = pod.spec.serviceAccountName ?? 'default';
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
  request(
    port,
    world,
    identities.kubelet(state.node),
    { verb: 'create', path, body },
    'token issued',
    uid,
    entry.cause,
  );
}

function report(port: Port, pod: Pod, volume: string, problem: string): void {
  const unbound = problem.startsWith('error processing PVC');
  const message = unbound
    ? `Unable to attach or mount volumes: unmounted volumes=[${volume}], unattached volumes=[], failed to process volumes=[${volume}]: ${problem}`
    : `MountVolume.SetUp failed for volume "${volume}" : ${problem}`;
  const event: EventCall = { verb: 'event', object: pod, type: 'Warning', reason: 'FailedMount', message };
  port.tell(`${port.address.split('/')[0]}/kubelet/events`, { type: 'record', event });
  port.decide({
    kind: 'volumes',
    about: `pods/${pod.metadata.namespace}/${pod.metadata.name}`,
    says: message,
    refused: true,
  });
}

/** ConfigMaps and Secrets that changed reach the files of a Pod at its regular sync. */
function refresh({ world, wanted, state, store }: VolumeContext, pod: Pod): void {
  const { uid } = pod.metadata;
  if (!wanted.has(uid)) return;
  for (const volume of mountedVolumes(pod)) {
    const { configMap, secret, projected, downwardAPI } = volume;
    if ([configMap, secret, projected, downwardAPI].every((source) => source === undefined)) continue;
    const contents = volumeContents(pod, volume, world.store, nodeFacts(world, state, store, uid));
    if ('files' in contents) store.volume(uid, volume.name).replaceAll(contents.files);
  }
}

/**
 * Sets up what the containers of a Pod mount, before there is a sandbox.
 * Source: v1.35 pkg/kubelet/volumemanager, pkg/volume/util/operationexecutor
 */
export const volumeManagerMachine = setup({
  types: {
    context: {} as VolumeContext,
    input: {} as VolumeInput,
    events: {} as VolumeEvent | (ChartEvent & { readonly type: 'mounted'; readonly uid: string }),
  },
  actions: {
    'add the volumes of the Pod': ({ context, event }) => {
      if (event.type === 'mount') mount(context, event.pod);
    },
    'set up what is missing': ({ context, event }) => {
      if (event.type === 'reconcile') reconcile(context, event.uid);
    },
    'keep the token': ({ context, event }) => {
      if (event.type !== 'token issued') return;
      const entry = context.wanted.get(event.tag as string);
      if (entry === undefined) return;
      entry.token = 'had';
      reconcile(context, event.tag as string);
    },
    'note that all is mounted': ({ context, event }) => {
      if (event.type === 'mounted' && context.wanted.has(event.uid)) context.state.mounted.add(event.uid);
    },
    'follow the ConfigMaps and Secrets': ({ context, event }) => {
      if (event.type === 'refresh') refresh(context, event.pod);
    },
    'tear down': ({ context, event }) => {
      if (event.type !== 'unmount') return;
      context.wanted.delete(event.uid);
      context.state.mounted.delete(event.uid);
    },
  },
}).createMachine({
  id: 'kubelet-volume-manager',
  context: ({ input }) => ({ ...input, wanted: new Map() }),
  initial: 'reconciling',
  states: {
    reconciling: {
      on: {
        mount: { actions: 'add the volumes of the Pod' },
        reconcile: { actions: 'set up what is missing' },
        'token issued': { actions: 'keep the token' },
        mounted: { actions: 'note that all is mounted' },
        refresh: { actions: 'follow the ConfigMaps and Secrets' },
        unmount: { actions: 'tear down' },
      },
    },
  },
});
