import {
  agePrinter,
  bindingPrinter,
  configMapPrinter,
  createdPrinter,
  leasePrinter,
  namespacePrinter,
  nodePrinter,
  priorityClassPrinter,
  runtimeClassPrinter,
  secretPrinter,
} from './cluster.ts';
import { componentStatusPrinter, csiNodePrinter } from './components.ts';
import { eventPrinter } from './events.ts';
import type { KindPrinter } from './kind-printer.ts';
import { podPrinter } from './pods.ts';
import {
  autoscalerPrinter,
  budgetPrinter,
  claimPrinter,
  quotaPrinter,
  storageClassPrinter,
  volumePrinter,
} from './policies.ts';
import {
  endpointSlicePrinter,
  endpointsPrinter,
  ingressClassPrinter,
  ingressPrinter,
  networkPolicyPrinter,
  servicePrinter,
} from './services.ts';
import {
  controllerRevisionPrinter,
  cronJobPrinter,
  daemonSetPrinter,
  deploymentPrinter,
  jobPrinter,
  replicaSetPrinter,
  replicationControllerPrinter,
  statefulSetPrinter,
} from './workloads.ts';

const byPlural: Readonly<Record<string, KindPrinter>> = {
  pods: podPrinter,
  deployments: deploymentPrinter,
  replicasets: replicaSetPrinter,
  replicationcontrollers: replicationControllerPrinter,
  statefulsets: statefulSetPrinter,
  daemonsets: daemonSetPrinter,
  jobs: jobPrinter,
  cronjobs: cronJobPrinter,
  controllerrevisions: controllerRevisionPrinter,
  services: servicePrinter,
  endpoints: endpointsPrinter,
  endpointslices: endpointSlicePrinter,
  ingresses: ingressPrinter,
  ingressclasses: ingressClassPrinter,
  networkpolicies: networkPolicyPrinter,
  nodes: nodePrinter,
  componentstatuses: componentStatusPrinter,
  csinodes: csiNodePrinter,
  namespaces: namespacePrinter,
  configmaps: configMapPrinter,
  secrets: secretPrinter,
  serviceaccounts: agePrinter,
  leases: leasePrinter,
  priorityclasses: priorityClassPrinter,
  runtimeclasses: runtimeClassPrinter,
  roles: createdPrinter,
  clusterroles: createdPrinter,
  limitranges: createdPrinter,
  rolebindings: bindingPrinter,
  clusterrolebindings: bindingPrinter,
  resourcequotas: quotaPrinter,
  poddisruptionbudgets: budgetPrinter,
  horizontalpodautoscalers: autoscalerPrinter,
  persistentvolumeclaims: claimPrinter,
  persistentvolumes: volumePrinter,
  storageclasses: storageClassPrinter,
  events: eventPrinter,
};

/** How `kubectl get` shows a kind; name and age where nothing else is known. */
export const printerFor = (plural: string): KindPrinter => byPlural[plural] ?? agePrinter;
