import { byText, type Fields, fieldsOf, textOf } from '../../api/fields.ts';
import { requestedTogether } from '../../api/pod-requests.ts';
import { addQuantities, milliValue, value } from '../../api/quantity.ts';
import { specInForce } from '../../api/resources-in-force.ts';
import type { Description } from './description.ts';
import { since } from './times.ts';

/** What the Pods of a Node ask for, each and together. Source: v1.35 kubectl pkg/describe/describe.go describeNodeResource */
export function writeNodeResources(out: Description, { status }: Fields, pods: readonly Fields[], now: string): void {
  const { capacity, allocatable: left } = fieldsOf(status);
  const allocatable = Object.keys(fieldsOf(left)).length > 0 ? fieldsOf(left) : fieldsOf(capacity);
  out.line(0, 'Non-terminated Pods:', `(${pods.length} in total)`);
  out.line(1, 'Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age');
  out.line(1, '---------', '----', '', '------------', '----------', '---------------', '-------------', '---');
  for (const pod of pods) {
    const { namespace, name, creationTimestamp } = fieldsOf(pod.metadata);
    const [requests, limits] = [wantedBy(pod, 'requests'), wantedBy(pod, 'limits')];
    const amounts = ['cpu', 'memory'].flatMap((resource) => [
      withShare(resource, requests, allocatable),
      withShare(resource, limits, allocatable),
    ]);
    out.line(1, textOf(namespace), textOf(name), '', ...amounts, since(creationTimestamp, now));
  }
  const requests = sum(pods.map((pod) => wantedBy(pod, 'requests')));
  const limits = sum(pods.map((pod) => wantedBy(pod, 'limits')));
  out.line(0, 'Allocated resources:');
  out.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)');
  out.line(1, 'Resource', 'Requests', 'Limits');
  out.line(1, '--------', '--------', '------');
  for (const resource of ['cpu', 'memory', 'ephemeral-storage', ...hugePages(allocatable)])
    out.line(1, resource, withShare(resource, requests, allocatable), withShare(resource, limits, allocatable));
  for (const resource of extended(allocatable))
    out.line(1, resource, amountOf(resource, requests), amountOf(resource, limits));
}

/** With what running the Pod itself takes, of limits only where there is one. */
function wantedBy(object: Fields, list: 'requests' | 'limits'): Fields {
  const pod = list === 'requests' ? specInForce(object) : fieldsOf(object.spec);
  const total: Record<string, unknown> = {
    ...requestedTogether(pod, list),
    ...fieldsOf(fieldsOf(pod.resources)[list]),
  };
  for (const [resource, amount] of Object.entries(fieldsOf(pod.overhead)))
    if (list === 'requests' || total[resource] !== undefined)
      total[resource] = addQuantities(String(total[resource] ?? '0'), String(amount));
  return total;
}

function sum(lists: readonly Fields[]): Fields {
  const total: Record<string, string> = {};
  for (const list of lists)
    for (const [resource, amount] of Object.entries(list))
      total[resource] = addQuantities(total[resource] ?? '0', String(amount));
  return total;
}

const amountOf = (resource: string, amounts: Fields): string => String(amounts[resource] ?? '0');

/** `100m (5%)`: of what the Node can give, the fraction cut off. */
function withShare(resource: string, amounts: Fields, allocatable: Fields): string {
  const size = resource === 'cpu' ? milliValue : value;
  const [wanted, all] = [amountOf(resource, amounts), size(amountOf(resource, allocatable))];
  return `${wanted} (${all === 0 ? 0 : Math.trunc((size(wanted) / all) * 100)}%)`;
}

const isHugePage = (resource: string): boolean => resource.startsWith('hugepages-');

const hugePages = (allocatable: Fields): readonly string[] => Object.keys(allocatable).filter(isHugePage).sort(byText);

const ordinary: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

const extended = (allocatable: Fields): readonly string[] =>
  Object.keys(allocatable)
    .filter((resource) => !ordinary.has(resource) && !isHugePage(resource))
    .sort(byText);
