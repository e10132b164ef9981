import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { goTime } from './times.ts';

/** No events are shown. Source: v1.35 kubectl pkg/describe/describe.go describeNetworkPolicy */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeNetworkPolicy: Describer = function* (policy) {
  const out = new Description();
  const { name, namespace, creationTimestamp, labels, annotations } = fieldsOf(policy.metadata);
  const { podSelector, policyTypes, ingress, egress } = fieldsOf(policy.spec);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'Created on:', goTime(creationTimestamp));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'Spec:');
  const selected = selectorWords(podSelector);
  const whom =
    selected === '<none>' ? '<none> (Allowing the specific traffic to all pods in this namespace)' : selected;
  out.line(1, `PodSelector:     ${whom}`);
  const types = listOf(policyTypes).map(String);
  if (types.includes('Ingress')) writeRules(out, ingressWords, rowsOf(ingress));
  else out.line(1, 'Not affecting ingress traffic');
  if (types.includes('Egress')) writeRules(out, egressWords, rowsOf(egress));
  else out.line(1, 'Not affecting egress traffic');
  out.line(1, `Policy Types: ${types.join(', ') || '<none>'}`);
  return out.toString();
};

const selectorWords = (selector: unknown): string => formatSelector(selector as LabelSelector | undefined);

interface Direction {
  readonly name: 'ingress' | 'egress';
  readonly peers: 'from' | 'to';
  readonly title: 'From' | 'To';
  readonly anybody: string;
}

const ingressWords: Direction = { name: 'ingress', peers: 'from', title: 'From', anybody: 'source' };
const egressWords: Direction = { name: 'egress', peers: 'to', title: 'To', anybody: 'destination' };

function writeRules(out: Description, direction: Direction, rules: readonly Fields[]): void {
  const { name, peers, title, anybody } = direction;
  out.line(1, `Allowing ${name} traffic:`);
  if (rules.length === 0) out.line(2, `<none> (Selected pods are isolated for ${name} connectivity)`);
  for (const [place, rule] of rules.entries()) {
    if (place > 0) out.line(2, '----------');
    const ports = rowsOf(rule.ports);
    if (ports.length === 0) out.line(2, 'To Port: <any> (traffic allowed to all ports)');
    for (const port of ports) out.line(2, portWords(port));
    const listed = rowsOf(rule[peers]);
    if (listed.length === 0) out.line(2, `${title}: <any> (traffic not restricted by ${anybody})`);
    for (const peer of listed) {
      out.line(2, `${title}:`);
      writePeer(out, peer);
    }
  }
}

function portWords({ port, endPort, protocol }: Fields): string {
  const proto = String(protocol ?? 'TCP');
  const from = String(port ?? '<nil>');
  return endPort === undefined ? `To Port: ${from}/${proto}` : `To Port Range: ${from}-${String(endPort)}/${proto}`;
}

function writePeer(out: Description, { namespaceSelector, podSelector, ipBlock }: Fields): void {
  if (isFields(namespaceSelector)) out.line(3, `NamespaceSelector: ${selectorWords(namespaceSelector)}`);
  if (isFields(podSelector)) out.line(3, `PodSelector: ${selectorWords(podSelector)}`);
  if (isFields(namespaceSelector) || isFields(podSelector) || !isFields(ipBlock)) return;
  out.line(3, 'IPBlock:');
  out.line(4, `CIDR: ${textOf(ipBlock.cidr)}`);
  out.line(4, `Except: ${listOf(ipBlock.except).map(String).join(', ')}`);
}
