import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { isStatus } from '../../api/status.ts';
import { ask, success } from '../context.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { endpointAddresses, slicesOf } from './endpoint-addresses.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeIngressV1 */
export const describeIngress: Describer = function* (ingress, context) {
  const out = new Description();
  const { name, namespace, labels, annotations } = fieldsOf(ingress.metadata);
  const { ingressClassName, defaultBackend, tls, rules } = fieldsOf(ingress.spec);
  const where = textOf(namespace);
  out.line(0, 'Name:', textOf(name));
  writeLabels(out, 0, 'Labels', labels);
  out.line(0, 'Namespace:', where);
  out.line(0, 'Address:', addressWords(at(ingress.status, 'loadBalancer', 'ingress')));
  out.line(0, 'Ingress Class:', String(ingressClassName ?? '<none>'));
  const usual = isFields(defaultBackend) ? yield* backendWords(where, defaultBackend) : '<default>';
  out.line(0, 'Default backend:', usual);
  writeCertificates(out, rowsOf(tls));
  yield* writeRules(out, where, rowsOf(rules), usual);
  writeAnnotations(out, 0, annotations);
  yield* writeEvents(out, ingress, context);
  return out.toString();
};

/** Each address once, in order of text. */
const addressWords = (balanced: unknown): string =>
  [...new Set(rowsOf(balanced).map(({ ip, hostname }) => textOf(ip) || textOf(hostname)))]
    .filter((address) => address !== '')
    .sort(byText)
    .join(',');

function writeCertificates(out: Description, tls: readonly Fields[]): void {
  if (tls.length > 0) out.line(0, 'TLS:');
  for (const { secretName, hosts } of tls) {
    const names = listOf(hosts).map(String).join(',');
    out.line(1, textOf(secretName) === '' ? `SNI routes ${names}` : `${textOf(secretName)} terminates ${names}`);
  }
}

function* writeRules(out: Description, namespace: string, rules: readonly Fields[], usual: string): Calls<void> {
  out.line(0, 'Rules:');
  out.line(1, 'Host', 'Path', 'Backends');
  out.line(1, '----', '----', '--------');
  const withPaths = rules.filter(({ http }) => isFields(http));
  for (const { host, http } of withPaths) {
    out.line(1, textOf(host) || '*', '');
    for (const { path, backend } of rowsOf(fieldsOf(http).paths))
      out.line(2, '', `${textOf(path)} `, yield* backendWords(namespace, fieldsOf(backend)));
  }
  if (withPaths.length === 0) out.line(1, '*', '*', usual);
}

/** `shop:http (10.244.0.159:80)`, or what went wrong on the way there. Source: describe.go describeBackendV1 */
function* backendWords(namespace: string, { service, resource }: Fields): Calls<string> {
  if (isFields(service)) return yield* serviceWords(namespace, service);
  if (!isFields(resource)) return '';
  const { apiGroup, kind, name } = resource;
  return `APIGroup: ${String(apiGroup ?? '<none>')}, Kind: ${textOf(kind)}, Name: ${textOf(name)}`;
}

function* serviceWords(namespace: string, backend: Fields): Calls<string> {
  const name = textOf(backend.name);
  const number = numberOf(at(backend, 'port', 'number')) ?? 0;
  const portName = textOf(at(backend, 'port', 'name'));
  const words = `${name}:${number === 0 ? portName : number}`;
  const slices = yield* slicesOf(namespace, name);
  const answer = yield* ask({ verb: 'get', path: `/api/v1/namespaces/${namespace}/services/${name}` });
  if (!success(answer)) return `${words} (<error: ${isStatus(answer.body) ? answer.body.message : 'no answer'}>)`;
  const found = rowsOf(at(answer.body, 'spec', 'ports')).findLast((port) =>
    number === 0 ? portName !== '' && textOf(port.name) === portName : port.port === number,
  );
  return `${words} (${endpointAddresses(slices, textOf(found?.name))})`;
}
