import { assign, setup } from 'xstate';
import type { Container } from '../../../kubernetes/api/types.ts';
import * as start from './container-start.ts';
import { announceEnd, killSome, nextToStop, running, stopRound, stopSandbox } from './pod-end.ts';
import * as sync from './pod-sync.ts';
import { uidOf, type WorkerContext, type WorkerEvent, type WorkerInput } from './pod-work.ts';
import { askForResources, noteResizeDone } from './resize.ts';

const current = (context: WorkerContext): Container | undefined => context.toStart[0];
const nameOf = (context: WorkerContext): string => current(context)?.name ?? '';
const imageOf = (context: WorkerContext): string => current(context)?.image ?? '';

/**
 * The words of the Pod worker's chart: what each of its delays, guards and actions means. They are sentences, since they
 * appear on the drawn chart; what the longer ones do stands in the files beside it.
 */
export const podWorker = setup({
  types: { context: {} as WorkerContext, input: {} as WorkerInput, events: {} as WorkerEvent },
  delays: {
    'until the next regular look': ({ context }) => sync.untilNextLook(context),
    'preparing directories and cgroups': ({ context }) => context.port.takes('pod is prepared'),
    'next look at the volumes, 300 ms': 300,
    'cleaning up': ({ context }) => context.port.takes('kubelet looks'),
    'active deadline': ({ context }) => sync.activeDeadline(context),
  },
  guards: {
    'there is work': ({ context }) => context.work !== undefined,
    'it is to end': ({ context }) => context.work?.kind === 'terminating',
    'the last look is fresh': ({ context }) =>
      context.state.relistedAt > context.lastSync || context.lastSync === Number.NEGATIVE_INFINITY,
    'it has come to its end': ({ context }) =>
      context.status.phase === 'Succeeded' || context.status.phase === 'Failed',
    'it mounts nothing': ({ context }) => !sync.mountsAnything(context),
    'the volumes are mounted': ({ context }) => context.state.mounted.has(uidOf(context)),
    'the wait for the volumes is over': ({ context }) => context.port.now() - context.mountingSince >= 123_000,
    'nothing shall run any more': ({ context }) =>
      context.actions?.killPod === true && context.actions.createSandbox === false,
    'the old sandbox has to go': ({ context }) => context.actions?.killPod === true && context.actions.createSandbox,
    'a sandbox is missing': ({ context }) => context.actions?.createSandbox === true,
    'some containers have to go': ({ context }) => (context.actions?.kill.length ?? 0) > 0,
    'some containers get other resources': ({ context }) => (context.actions?.resize.length ?? 0) > 0,
    'the last answer is in, and others get other resources': ({ context }) =>
      context.waitingFor <= 1 && (context.actions?.resize.length ?? 0) > 0,
    'nothing is waited for': ({ context }) => context.waitingFor === 0,
    'the last answer is in': ({ context }) => context.waitingFor <= 1,
    'no container is left to start': ({ context }) => context.toStart.length === 0,
    'it crashed too lately': ({ context }) => start.crashWait(context) > 0,
    'the image name cannot be read': ({ context }) => start.nameProblem(context) !== undefined,
    'it is pulled always': ({ context }) => current(context)?.imagePullPolicy === 'Always',
    'the image is on the node': ({ context, event }) =>
      event.type === 'cri answered' && context.waitingFor >= 0 && event.result['present'] === true,
    'it is never pulled': ({ context }) => current(context)?.imagePullPolicy === 'Never',
    'the last pull failed too lately': ({ context }) => start.pullIsHeldBack(context),
    'it failed': ({ event }) =>
      (event.type === 'cri answered' || event.type === 'image pulled') && event.error !== undefined,
    'the hook failed': ({ event }) => event.type === 'cri answered' && Number(event.result['exitCode'] ?? 0) !== 0,
    'the configuration has a flaw': ({ context }) => start.configProblem(context) !== undefined,
    'it has a hook after its start': ({ context }) => current(context)?.lifecycle?.postStart?.exec !== undefined,
    'an init container failed to start': ({ context }) => sync.initFailed(context),
    'containers still run': ({ context }) => running(context).length > 0,
    'a sandbox is there': ({ context }) => context.store.status(uidOf(context)).sandboxes[0]?.ready === true,
    'the object is gone': ({ context }) => context.removed,
    'it shall be deleted': ({ context }) => context.pod.metadata.deletionTimestamp !== undefined,
  },
  actions: {
    'take in the change': assign(({ context, event }) => sync.takeIn(context, event)),
    'note the deadline': assign(() => ({ end: sync.deadlineEnd })),
    'say that the deadline passed': ({ context }) => sync.sayDeadline(context),
    'note the work': assign(({ context, event }) => sync.noteWork(context, event)),
    'wait for the next relist': ({ context }) => context.state.waitingForRelist.add(context.port.address),
    'begin the work': assign(({ context }) => sync.beginWork(context)),
    'generate the status': assign(({ context }) => sync.generateStatus(context, false)),
    'generate the last status': assign(({ context }) => sync.generateStatus(context, true)),
    'give an end to what has none': assign(({ context }) => sync.endStatus(context)),
    'report the status': ({ context }) => sync.reportStatus(context),
    'report at once': ({ context, event }) => sync.reportAtOnce(context, event),
    'register ConfigMaps and Secrets': ({ context }) => sync.registerObjects(context),
    'ask for the volumes': ({ context }) => sync.askForVolumes(context),
    'note the time': assign(({ context }) => ({ mountingSince: context.port.now() })),
    'give up on the volumes': assign(() => ({ outcome: { kind: 'error' as const } })),
    'start the probes': ({ context }) => sync.startProbes(context),
    'compare with the runtime': assign(({ context }) => sync.compare(context)),
    'say what has to be done': ({ context }) => sync.sayActions(context),
    'stop those containers': ({ context }) => killSome(context),
    'ask for other resources': ({ context }) => askForResources(context),
    'count those calls': assign(({ context }) => ({ waitingFor: context.actions?.resize.length ?? 0 })),
    'note whether a resize is done': ({ context }) => noteResizeDone(context),
    'count the stops': assign(({ context }) => ({ waitingFor: context.actions?.kill.length ?? 0 })),
    'count one answer': assign(({ context }) => ({ waitingFor: context.waitingFor - 1 })),
    'ask for a sandbox': ({ context }) => sync.askForSandbox(context),
    'report that the sandbox failed': ({ context, event }) => sync.saySandboxFailed(context, event),
    'end with an error': assign(() => ({ outcome: { kind: 'error' as const }, toStart: [] })),
    'hold it back': assign(({ context }) => start.holdBack(context)),
    'say that it is held back': ({ context }) => start.sayHeldBack(context, nameOf(context)),
    'step its back-off': assign(({ context }) => start.allowRestart(context)),
    'refuse the name': assign(({ context }) => start.refuseName(context)),
    'say that the name is refused': ({ context }) => start.sayNameRefused(context, nameOf(context), imageOf(context)),
    'look for the image': ({ context }) => sync.askForImage(context),
    'say that it is present': ({ context }) => start.sayPresent(context),
    'refuse without a pull': assign(({ context }) => start.refuseNeverPull(context)),
    'say that it is never pulled': ({ context }) => start.sayNeverPulled(context, nameOf(context), imageOf(context)),
    'hold the pull back': assign(({ context }) => start.holdBackPull(context)),
    'say that the pull is held back': ({ context }) =>
      start.sayPullHeldBack(context, nameOf(context), imageOf(context)),
    'ask for the pull': ({ context }) => start.askForPull(context),
    'note the failed pull': assign(({ context, event }) => start.pullFailed(context, event)),
    'say that the pull failed': ({ context, event }) =>
      start.sayPullFailed(context, event, nameOf(context), imageOf(context)),
    'say that it is pulled': ({ context, event }) => start.sayPulled(context, event),
    'work out the environment': assign(({ context }) => start.prepareConfig(context)),
    'refuse the configuration': assign(({ context }) => start.refuseConfig(context)),
    'say that the configuration is refused': ({ context }) =>
      sync.sayFailed(context, nameOf(context), start.configProblem(context) ?? ''),
    'ask for the container': ({ context }) => start.askForContainer(context),
    'ask for the start': ({ context }) => start.askForStart(context),
    'say that the start failed': ({ context, event }) => sync.saySomethingFailed(context, nameOf(context), event),
    'note the failed start': assign(({ context, event }) => start.startFailed(context, event)),
    'say that it started': ({ context }) => sync.sayStarted(context, nameOf(context)),
    'run the hook': ({ context }) => sync.runHook(context),
    'note the failed hook': assign(({ context, event }) => start.hookFailed(context, event)),
    'stop it after the failed hook': ({ context }) => sync.stopAfterHook(context, nameOf(context)),
    'go to the next container': assign(({ context }) => start.started(context)),
    'note the time of the sync': assign(({ context }) => ({ lastSync: context.port.now() })),
    'stop liveness and startup probes': ({ context }) => sync.stopProbes(context, ['liveness', 'startup']),
    'stop all probes': ({ context }) => sync.stopProbes(context, ['readiness', 'liveness', 'startup']),
    'announce the end': ({ context }) => announceEnd(context),
    'note when stopping began': assign(({ context }) => ({ stoppingSince: context.port.now() })),
    'stop the next containers': ({ context }) => stopRound(context),
    'count the round': assign(({ context }) => ({ waitingFor: nextToStop(context).length })),
    'stop after the hook': ({ context, event }) => sync.stopAfterPreStop(context, event),
    'stop the sandbox': ({ context }) => stopSandbox(context),
    'look at the runtime': ({ context }) => context.state.see(uidOf(context), context.store.status(uidOf(context))),
    'note that nothing runs': ({ context }) => context.state.terminated.add(uidOf(context)),
    'tear down the volumes': ({ context }) => sync.tearDown(context),
    'forget the Pod': ({ context }) => sync.forget(context),
  },
});
