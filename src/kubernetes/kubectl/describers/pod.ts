import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { fieldsOfPod } from './container-environment.ts';
import { writeContainers, writeResources } from './containers.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { writePlacement } from './placement.ts';
import { rfc1123, since } from './times.ts';
import { writeVolumes } from './volumes.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePod */
export const describePod: Describer = function* (pod, context) {
  const out = new Description();
  const spec = fieldsOf(pod.spec);
  const status = fieldsOf(pod.status);
  writeIdentity(out, pod);
  writeState(out, pod, context.now());
  writeAddresses(out, pod);
  if (isFields(spec.resources)) {
    out.line(0, 'Resources:');
    writeResources(out, 1, spec.resources);
  }
  const resolve = fieldsOfPod(pod);
  const inits = rowsOf(spec.initContainers);
  if (inits.length > 0) writeContainers(out, 'Init Containers', inits, rowsOf(status.initContainerStatuses), resolve);
  writeContainers(out, 'Containers', rowsOf(spec.containers), rowsOf(status.containerStatuses), resolve);
  const ephemeral = rowsOf(spec.ephemeralContainers);
  if (ephemeral.length > 0)
    writeContainers(out, 'Ephemeral Containers', ephemeral, rowsOf(status.ephemeralContainerStatuses), resolve);
  writeConditions(out, spec, status);
  writeVolumes(out, rowsOf(spec.volumes));
  out.line(0, 'QoS Class:', textOf(status.qosClass));
  writePlacement(out, spec);
  yield* writeEvents(out, pod, context);
  return out.toString();
};

function writeIdentity(out: Description, { metadata, spec, status }: Fields): void {
  const { name, namespace, labels, annotations } = fieldsOf(metadata);
  const { priority, priorityClassName, runtimeClassName, serviceAccountName, nodeName } = fieldsOf(spec);
  const { hostIP, startTime } = fieldsOf(status);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  if (numberOf(priority) !== undefined) out.line(0, 'Priority:', String(priority));
  if (textOf(priorityClassName) !== '') out.line(0, 'Priority Class Name:', textOf(priorityClassName));
  if (textOf(runtimeClassName) !== '') out.line(0, 'Runtime Class Name:', textOf(runtimeClassName));
  if (textOf(serviceAccountName) !== '') out.line(0, 'Service Account:', textOf(serviceAccountName));
  out.line(0, 'Node:', textOf(nodeName) === '' ? '<none>' : `${textOf(nodeName)}/${textOf(hostIP)}`);
  if (startTime !== undefined) out.line(0, 'Start Time:', rfc1123(startTime));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
}

function writeState(out: Description, { metadata, spec, status }: Fields, now: string): void {
  const { deletionTimestamp, deletionGracePeriodSeconds } = fieldsOf(metadata);
  const { phase, reason, message } = fieldsOf(status);
  // One that has ended already keeps its phase.
  if (deletionTimestamp !== undefined && phase !== 'Failed' && phase !== 'Succeeded') {
    out.line(0, 'Status:', `Terminating (lasts ${since(deletionTimestamp, now)})`);
    out.line(0, 'Termination Grace Period:', `${numberOf(deletionGracePeriodSeconds) ?? 0}s`);
  } else out.line(0, 'Status:', textOf(phase));
  if (textOf(reason) !== '') out.line(0, 'Reason:', textOf(reason));
  if (textOf(message) !== '') out.line(0, 'Message:', textOf(message));
  const profile = fieldsOf(fieldsOf(fieldsOf(spec).securityContext).seccompProfile);
  if (profile.type !== undefined) {
    out.line(0, 'SeccompProfile:', textOf(profile.type));
    if (profile.type === 'Localhost') out.line(0, 'LocalhostProfile:', textOf(profile.localhostProfile));
  }
}

function writeAddresses(out: Description, { metadata, status }: Fields): void {
  const { podIP, podIPs, nominatedNodeName } = fieldsOf(status);
  out.line(0, 'IP:', textOf(podIP));
  const all = rowsOf(podIPs);
  if (all.length === 0) out.line(0, 'IPs:', '<none>');
  else out.line(0, 'IPs:');
  for (const { ip } of all) out.line(1, 'IP:', textOf(ip));
  writeOwner(out, metadata);
  if (textOf(nominatedNodeName) !== '') out.line(0, 'NominatedNodeName:', textOf(nominatedNodeName));
}

/** `Controlled By:  ReplicaSet/web-6b7f`, where something manages the object. */
export function writeOwner(out: Description, metadata: unknown): void {
  const owner = rowsOf(fieldsOf(metadata).ownerReferences).find(({ controller }) => controller === true);
  if (owner !== undefined) out.line(0, 'Controlled By:', `${textOf(owner.kind)}/${textOf(owner.name)}`);
}

function writeConditions(out: Description, spec: Fields, status: Fields): void {
  const conditions = rowsOf(status.conditions);
  const gates = rowsOf(spec.readinessGates);
  if (gates.length > 0) {
    out.line(0, 'Readiness Gates:');
    out.line(1, 'Type', 'Status');
    for (const { conditionType } of gates) {
      const met = conditions.find(({ type }) => type === conditionType);
      out.line(1, `${textOf(conditionType)} `, `${isFields(met) ? textOf(met.status) : '<none>'} `);
    }
  }
  if (conditions.length === 0) return;
  out.line(0, 'Conditions:');
  out.line(1, 'Type', 'Status');
  for (const { type, status: value } of conditions) out.line(1, `${textOf(type)} `, `${textOf(value)} `);
}
