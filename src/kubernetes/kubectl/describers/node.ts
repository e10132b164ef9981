import type { Calls } from '../../api/calls.ts';
import { byText, type Fields, fieldsOf, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { isStatus } from '../../api/status.ts';
import { ask, success } from '../context.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { eventsAbout, writeEventTable } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { chunk } from './listing.ts';
import { writeNodeResources } from './node-resources.ts';
import { writeTimedConditions } from './timed-conditions.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeNode */
export const describeNode: Describer = function* (node, context) {
  const out = new Description();
  const { name, creationTimestamp } = fieldsOf(node.metadata);
  const { taints, unschedulable } = fieldsOf(node.spec);
  const pods = yield* podsOn(textOf(name));
  const events = context.showEvents ? yield* eventsOfNode(node) : undefined;
  writeName(out, node);
  out.line(0, 'CreationTimestamp:', rfc1123(creationTimestamp));
  writeTaints(out, rowsOf(taints));
  out.line(0, 'Unschedulable:', String(unschedulable === true));
  yield* writeLease(out, textOf(name));
  writeTimedConditions(out, rowsOf(fieldsOf(node.status).conditions), 'lastHeartbeatTime');
  writeStatus(out, node);
  if (pods === undefined) out.line(0, 'Pods:', 'not authorized');
  else writeNodeResources(out, node, pods, context.now());
  if (events !== undefined) writeEventTable(out, events, context.now());
  return out.toString();
};

/** Undefined for somebody who may not see the Pods. */
function* podsOn(name: string): Calls<readonly Fields[] | undefined> {
  const fields = encodeURIComponent(`spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`);
  const answer = yield* ask({ verb: 'list', path: `/api/v1/pods?fieldSelector=${fields}&${chunk}` });
  return success(answer) ? rowsOf(fieldsOf(answer.body).items) : undefined;
}

/** The node controller's bear the Node's uid; a kubelet's would have to bear its name as uid, but have none. */
function* eventsOfNode(node: Fields): Calls<readonly Fields[] | undefined> {
  const byUid = yield* eventsAbout(node);
  const byName = yield* eventsAbout(node, fieldsOf(node.metadata).name);
  return byUid === undefined ? undefined : [...byUid, ...(byName ?? [])];
}

const rolePrefix = 'node-role.kubernetes.io/';

function writeName(out: Description, { metadata }: Fields): void {
  const { name, labels, annotations } = fieldsOf(metadata);
  const roles = Object.entries(fieldsOf(labels)).flatMap(([key, value]) => {
    if (key === 'kubernetes.io/role') return [String(value)];
    return key.startsWith(rolePrefix) ? [key.slice(rolePrefix.length)] : [];
  });
  const sorted = [...new Set(roles)].filter((role) => role !== '').sort(byText);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Roles:', sorted.join(',') || '<none>');
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
}

/** By effect, then key. Source: describe.go printTaintsMultilineWithIndent, api/core/v1/taint.go ToString */
function writeTaints(out: Description, taints: readonly Fields[]): void {
  const order = ({ effect, key }: Fields): string => `${textOf(effect)},${textOf(key)}`;
  if (taints.length === 0) out.line(0, 'Taints:', '<none>');
  for (const [place, taint] of taints.toSorted((a, b) => byText(order(a), order(b))).entries()) {
    const [key, value, effect] = [textOf(taint.key), textOf(taint.value), textOf(taint.effect)];
    const pair = value === '' ? key : `${key}=${value}`;
    const words = effect === '' ? (value === '' ? key : `${pair}:`) : `${pair}:${effect}`;
    out.line(0, place === 0 ? 'Taints:' : '', words);
  }
}

function* writeLease(out: Description, name: string): Calls<void> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`;
  const answer = yield* ask({ verb: 'get', path });
  if (!success(answer)) {
    const why = isStatus(answer.body) ? answer.body.message : '';
    out.line(0, 'Lease:', `Failed to get lease: ${why}`);
    return;
  }
  const { holderIdentity, acquireTime, renewTime } = fieldsOf(fieldsOf(answer.body).spec);
  const time = (at: unknown): string => (at === undefined ? '<unset>' : rfc1123(at));
  out.line(0, 'Lease:');
  out.line(1, 'HolderIdentity:', String(holderIdentity ?? '<unset>'));
  out.line(1, 'AcquireTime:', time(acquireTime));
  out.line(1, 'RenewTime:', time(renewTime));
}

const systemInfo = [
  ['Machine ID', 'machineID'],
  ['System UUID', 'systemUUID'],
  ['Boot ID', 'bootID'],
  ['Kernel Version', 'kernelVersion'],
  ['OS Image', 'osImage'],
  ['Operating System', 'operatingSystem'],
  ['Architecture', 'architecture'],
  ['Container Runtime Version', 'containerRuntimeVersion'],
  ['Kubelet Version', 'kubeletVersion'],
  ['Kube-Proxy Version', 'kubeProxyVersion'],
] as const;

function writeStatus(out: Description, { spec, status }: Fields): void {
  const { addresses, capacity, allocatable, nodeInfo } = fieldsOf(status);
  const { podCIDR, podCIDRs, providerID } = fieldsOf(spec);
  out.line(0, 'Addresses:');
  for (const { type, address } of rowsOf(addresses)) out.line(1, `${textOf(type)}:`, textOf(address));
  writeAmounts(out, 'Capacity', fieldsOf(capacity));
  writeAmounts(out, 'Allocatable', fieldsOf(allocatable));
  out.line(0, 'System Info:');
  for (const [title, field] of systemInfo) out.line(1, `${title}:`, textOf(fieldsOf(nodeInfo)[field]));
  if (textOf(podCIDR) !== '') out.line(0, 'PodCIDR:', textOf(podCIDR));
  if (listOf(podCIDRs).length > 0) out.line(0, 'PodCIDRs:', listOf(podCIDRs).map(String).join(','));
  if (textOf(providerID) !== '') out.line(0, 'ProviderID:', textOf(providerID));
}

function writeAmounts(out: Description, title: string, amounts: Fields): void {
  const resources = Object.keys(amounts).sort(byText);
  if (resources.length > 0) out.line(0, `${title}:`);
  for (const resource of resources) out.line(1, `${resource}:`, String(amounts[resource]));
}
