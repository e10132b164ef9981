import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
} from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import {
  isDns1035Label,
  isDns1123Label,
  isDns1123Subdomain,
  isIp,
  isPortNumber,
  isQualifiedName,
} from '../api/names.ts';
import { validateLabels, validateObjectMeta } from './object-meta.ts';
import { validatePort } from './probes.ts';
import { validateClusterIps } from './service-addresses.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateService */
export function validateService(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  const type = textOf(spec.type);
  const ports = rowsOf(spec.ports);
  const errors: FieldError[] = [...validateObjectMeta(object.metadata, true, isDns1035Label)];
  const headless = listOf(spec.clusterIPs)[0] === 'None';
  if (ports.length === 0 && !headless && type !== 'ExternalName') errors.push(required('spec.ports'));
  if (type === 'ExternalName') {
    const name = textOf(spec.externalName).replace(/\.$/, '');
    if (name === '') errors.push(required('spec.externalName'));
    else for (const why of isDns1123Subdomain(name)) errors.push(invalidValue('spec.externalName', name, why));
  }
  errors.push(...validatePorts(ports), ...validateLabels(spec.selector, 'spec.selector'));
  const affinity = textOf(spec.sessionAffinity);
  if (affinity !== 'ClientIP' && affinity !== 'None')
    errors.push(
      affinity === ''
        ? required('spec.sessionAffinity')
        : notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None']),
    );
  errors.push(...validateClusterIps(spec));
  for (const [i, ip] of listOf(spec.externalIPs).map(String).entries())
    errors.push(...validateExternalIp(ip, `spec.externalIPs[${i}]`));
  if (!types.includes(type)) errors.push(type === '' ? required('spec.type') : notSupported('spec.type', type, types));
  errors.push(...validateNodePorts(type, ports), ...duplicatePorts(ports), ...validatePolicies(spec, type));
  return errors;
}

function validatePorts(ports: readonly Fields[]): readonly FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const at = `spec.ports[${i}]`;
    const errors: FieldError[] = [];
    const name = textOf(port.name);
    if (name === '' && ports.length > 1) errors.push(required(`${at}.name`));
    else if (name !== '') {
      errors.push(...isDns1123Label(name).map((why) => invalidValue(`${at}.name`, name, why)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    const number = numberOf(port.port) ?? 0;
    errors.push(...isPortNumber(number).map((why) => invalidValue(`${at}.port`, number, why)));
    const protocol = textOf(port.protocol);
    if (!protocols.includes(protocol))
      errors.push(protocol === '' ? required(`${at}.protocol`) : notSupported(`${at}.protocol`, protocol, protocols));
    errors.push(...validatePort(port.targetPort, `${at}.targetPort`));
    const application = textOf(port.appProtocol);
    if (typeof port.appProtocol === 'string')
      errors.push(...isQualifiedName(application).map((why) => invalidValue(`${at}.appProtocol`, application, why)));
    return errors;
  });
}

function validateExternalIp(ip: string, field: string): readonly FieldError[] {
  const errors: FieldError[] = isIp(ip).map((why) => invalidValue(field, ip, why));
  if (errors.length > 0) return errors;
  if (ip === '0.0.0.0' || ip === '::') errors.push(invalidValue(field, ip, `may not be unspecified (${ip})`));
  if (ip.startsWith('127.') || ip === '::1')
    errors.push(invalidValue(field, ip, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'));
  return errors;
}

function validateNodePorts(type: string, ports: readonly Fields[]): readonly FieldError[] {
  if (type !== 'ClusterIP') return [];
  return ports.flatMap((port, i) =>
    (numberOf(port.nodePort) ?? 0) === 0
      ? []
      : [forbiddenField(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  );
}

function duplicatePorts(ports: readonly Fields[]): readonly FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap((port, i) => {
    const key = `${textOf(port.protocol)}/${String(port.port)}`;
    const again = seen.has(key);
    seen.add(key);
    if (!again) return [];
    return [
      duplicate(`spec.ports[${i}]`, {
        Name: '',
        Protocol: textOf(port.protocol),
        AppProtocol: null,
        Port: port.port,
        TargetPort: 0,
        NodePort: 0,
      }),
    ];
  });
}

function validatePolicies(spec: Fields, type: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const external = textOf(spec.externalTrafficPolicy);
  if (external !== '' && type !== 'NodePort' && type !== 'LoadBalancer' && listOf(spec.externalIPs).length === 0) {
    errors.push(
      invalidValue('spec.externalTrafficPolicy', external, 'may only be set for externally-accessible services'),
    );
  }
  const internal = textOf(spec.internalTrafficPolicy);
  if (internal !== '' && internal !== 'Cluster' && internal !== 'Local')
    errors.push(notSupported('spec.internalTrafficPolicy', internal, ['Cluster', 'Local']));
  return errors;
}
