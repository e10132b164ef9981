import type { AnyStateMachine } from 'xstate';
import { clientMachine } from './components/client/client.machine.ts';
import { cniMachine } from './components/cni/cni.machine.ts';
import { containerMachine } from './components/container-runtime/container.machine.ts';
import { containerdMachine } from './components/container-runtime/containerd.machine.ts';
import { etcdMachine } from './components/etcd/etcd.machine.ts';
import { eventRecorderMachine } from './components/event-recorder.machine.ts';
import { requestMachine } from './components/kube-apiserver/request.machine.ts';
import { watchMachine } from './components/kube-apiserver/watch.machine.ts';
import { watchCacheMachine } from './components/kube-apiserver/watch-cache.machine.ts';
import { controllerMachine } from './components/kube-controller-manager/controller.machine.ts';
import { kubeControllerManagerMachine } from './components/kube-controller-manager/kube-controller-manager.machine.ts';
import { workerMachine } from './components/kube-controller-manager/worker.machine.ts';
import { kubeProxyMachine } from './components/kube-proxy/kube-proxy.machine.ts';
import { netfilterMachine } from './components/kube-proxy/netfilter.machine.ts';
import { bindingMachine } from './components/kube-scheduler/binding.machine.ts';
import { kubeSchedulerMachine } from './components/kube-scheduler/kube-scheduler.machine.ts';
import { preemptionMachine } from './components/kube-scheduler/preemption.machine.ts';
import { kubectlMachine } from './components/kubectl/kubectl.machine.ts';
import { imageManagerMachine } from './components/kubelet/image-manager.machine.ts';
import { kubeletMachine } from './components/kubelet/kubelet.machine.ts';
import { nodeStatusMachine } from './components/kubelet/node-status.machine.ts';
import { plegMachine } from './components/kubelet/pleg.machine.ts';
import { podWorkerMachine } from './components/kubelet/pod-worker.machine.ts';
import { probeMachine } from './components/kubelet/probe.machine.ts';
import { statusManagerMachine } from './components/kubelet/status-manager.machine.ts';
import { volumeManagerMachine } from './components/kubelet/volume-manager.machine.ts';
import { leaseMachine } from './components/lease.machine.ts';
import { registryMachine } from './components/registry/registry.machine.ts';

const all: readonly AnyStateMachine[] = [
  bindingMachine,
  clientMachine,
  cniMachine,
  containerMachine,
  containerdMachine,
  controllerMachine,
  etcdMachine,
  eventRecorderMachine,
  imageManagerMachine,
  kubeControllerManagerMachine,
  kubeProxyMachine,
  kubeSchedulerMachine,
  kubectlMachine,
  kubeletMachine,
  leaseMachine,
  netfilterMachine,
  nodeStatusMachine,
  plegMachine,
  podWorkerMachine,
  preemptionMachine,
  probeMachine,
  registryMachine,
  requestMachine,
  statusManagerMachine,
  volumeManagerMachine,
  watchCacheMachine,
  watchMachine,
  workerMachine,
];

/** Every statechart by its name, as the trace names it: what runs is also what is drawn. */
export const machines: Readonly<Record<string, AnyStateMachine>> = Object.fromEntries(
  all.map((machine) => [machine.id, machine]),
);
