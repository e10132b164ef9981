import { type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { pairs } from '../printers/kind-printer.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { endpointAddresses, slicesOf } from './endpoint-addresses.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeService */
export const describeService: Describer = function* (service, context) {
  const out = new Description();
  const { name, namespace } = fieldsOf(service.metadata);
  const spec = fieldsOf(service.spec);
  const slices = yield* slicesOf(textOf(namespace), textOf(name));
  writeHead(out, service);
  out.line(0, 'Selector:', pairs(spec.selector));
  out.line(0, 'Type:', textOf(spec.type));
  writeAddresses(out, service);
  for (const port of rowsOf(spec.ports)) writePort(out, port, slices);
  out.line(0, 'Session Affinity:', textOf(spec.sessionAffinity));
  writeTraffic(out, spec);
  yield* writeEvents(out, service, context);
  return out.toString();
};

const joined = (list: unknown): string => listOf(list).map(String).join(',');

function writeAddresses(out: Description, { spec, status }: Fields): void {
  const { ipFamilyPolicy, ipFamilies, clusterIP, clusterIPs, externalIPs, loadBalancerIP, externalName } =
    fieldsOf(spec);
  if (ipFamilyPolicy !== undefined) out.line(0, 'IP Family Policy:', textOf(ipFamilyPolicy));
  out.line(0, 'IP Families:', joined(ipFamilies) || '<none>');
  out.line(0, 'IP:', textOf(clusterIP));
  out.line(0, 'IPs:', joined(clusterIPs) || '<none>');
  if (joined(externalIPs) !== '') out.line(0, 'External IPs:', joined(externalIPs));
  if (textOf(loadBalancerIP) !== '') out.line(0, 'Desired LoadBalancer IP:', textOf(loadBalancerIP));
  if (textOf(externalName) !== '') out.line(0, 'External Name:', textOf(externalName));
  const balanced = rowsOf(fieldsOf(fieldsOf(status).loadBalancer).ingress);
  if (balanced.length > 0) out.line(0, 'LoadBalancer Ingress:', balanced.map(ingressWords).join(', '));
}

const ingressWords = ({ ip, ipMode, hostname }: Fields): string =>
  textOf(ip) === '' ? textOf(hostname) : `${textOf(ip)}${ipMode === undefined ? '' : ` (${textOf(ipMode)})`}`;

function writePort(out: Description, port: Fields, slices: readonly Fields[]): void {
  const { name, protocol, targetPort, nodePort } = port;
  const shown = textOf(name) || '<unset>';
  out.line(0, 'Port:', shown, `${numberOf(port.port) ?? 0}/${textOf(protocol)}`);
  out.line(0, 'TargetPort:', `${String(targetPort ?? 0)}/${textOf(protocol)}`);
  if ((numberOf(nodePort) ?? 0) !== 0) out.line(0, 'NodePort:', shown, `${String(nodePort)}/${textOf(protocol)}`);
  out.line(0, 'Endpoints:', endpointAddresses(slices, textOf(name)));
}

function writeTraffic(out: Description, spec: Fields): void {
  const given = (title: string, value: string): void => {
    if (value !== '') out.line(0, `${title}:`, value);
  };
  given('External Traffic Policy', textOf(spec.externalTrafficPolicy));
  given('Internal Traffic Policy', textOf(spec.internalTrafficPolicy));
  const healthCheck = numberOf(spec.healthCheckNodePort) ?? 0;
  given('HealthCheck NodePort', healthCheck === 0 ? '' : String(healthCheck));
  given('LoadBalancer Source Ranges', joined(spec.loadBalancerSourceRanges));
  given('Traffic Distribution', textOf(spec.trafficDistribution));
}
