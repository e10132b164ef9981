import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
} from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, own, rowsOf, textOf } from '../api/fields.ts';
import {
  isCidr,
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
import { validateNonSpecialIp } from './special-addresses.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const protocols = ['SCTP', 'TCP', 'UDP'];

const isHeadless = (spec: Fields): boolean => {
  const addresses = listOf(spec.clusterIPs);
  return addresses.length === 1 && addresses[0] === 'None';
};

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateServiceCreate, validateService */
export function validateService(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  const annotations = fieldsOf(fieldsOf(object.metadata).annotations);
  const type = textOf(spec.type);
  const ports = rowsOf(spec.ports);
  const errors: FieldError[] = [...validateObjectMeta(object.metadata, true, isDns1035Label)];
  errors.push(...validateTopologyMode(annotations));
  if (ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName') errors.push(required('spec.ports'));
  errors.push(...validateType(spec, type), ...validatePorts(ports), ...validateLabels(spec.selector, 'spec.selector'));
  errors.push(...validateSessionAffinity(spec), ...validateClusterIps(spec));
  for (const [i, ip] of listOf(spec.externalIPs).map(String).entries())
    errors.push(...validateExternalIp(ip, `spec.externalIPs[${i}]`));
  if (!types.includes(type)) errors.push(type === '' ? required('spec.type') : notSupported('spec.type', type, types));
  errors.push(...validateNodePorts(type, ports), ...duplicatePorts(ports));
  errors.push(...validateBalancer(spec, type, annotations), ...validatePolicies(spec, type));
  return errors;
}

/** The older annotation and the newer one are the same switch. */
function validateTopologyMode(annotations: Fields): readonly FieldError[] {
  const [older, newer] = ['service.kubernetes.io/topology-aware-hints', 'service.kubernetes.io/topology-mode'] as const;
  const [hints, mode] = [own(annotations, older), own(annotations, newer)];
  if (hints === undefined || mode === undefined || hints === mode) return [];
  const why = `must match annotations[${older}] when both are specified`;
  return [invalidValue(`metadata.annotations[${newer}]`, mode, why)];
}

/** What a type does not have, and the name that an ExternalName stands for. */
function validateType(spec: Fields, type: string): readonly FieldError[] {
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec))
    return [invalidValue('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)];
  if (type !== 'ExternalName') return [];
  const why = 'may not be set for ExternalName services';
  const errors: FieldError[] = [];
  if (listOf(spec.clusterIPs).length > 0) errors.push(forbiddenField('spec.clusterIPs', why));
  if (listOf(spec.ipFamilies).length > 0) errors.push(forbiddenField('spec.ipFamilies', why));
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbiddenField('spec.ipFamilyPolicy', why));
  // A dot at the end makes the name absolute.
  const name = textOf(spec.externalName).replace(/\.$/, '');
  if (name === '') return [...errors, required('spec.externalName')];
  return [...errors, ...isDns1123Subdomain(name).map((why) => invalidValue('spec.externalName', name, why))];
}

function validateSessionAffinity(spec: Fields): readonly FieldError[] {
  const affinity = textOf(spec.sessionAffinity);
  const config = spec.sessionAffinityConfig;
  const path = 'spec.sessionAffinityConfig';
  if (affinity === '') return [required('spec.sessionAffinity')];
  if (affinity === 'None')
    return isFields(config) ? [forbiddenField(path, 'must not be set when session affinity is None')] : [];
  if (affinity !== 'ClientIP') return [notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None'])];
  const why = 'when session affinity type is ClientIP';
  if (!isFields(config)) return [required(path, why)];
  if (!isFields(config.clientIP)) return [required(`${path}.clientIP`, why)];
  const seconds = numberOf(config.clientIP.timeoutSeconds);
  const field = `${path}.clientIP.timeoutSeconds`;
  if (seconds === undefined) return [required(field, why)];
  if (seconds > 0 && seconds <= 86400) return [];
  return [invalidValue(field, seconds, 'must be greater than 0 and less than 86400')];
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
  const whys = isIp(ip);
  return whys.length > 0 ? whys.map((why) => invalidValue(field, ip, why)) : [...validateNonSpecialIp(ip, field)];
}

function validateNodePorts(type: string, ports: readonly Fields[]): readonly FieldError[] {
  const asked = ports.flatMap((port, i) =>
    type !== 'ClusterIP' || (numberOf(port.nodePort) ?? 0) === 0
      ? []
      : [forbiddenField(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  );
  return [...asked, ...duplicateNodePorts(ports)];
}

function duplicateNodePorts(ports: readonly Fields[]): readonly FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap((port, i) => {
    const number = numberOf(port.nodePort) ?? 0;
    const key = `${textOf(port.protocol)}/${number}`;
    if (number === 0) return [];
    if (seen.has(key)) return [duplicate(`spec.ports[${i}].nodePort`, number)];
    seen.add(key);
    return [];
  });
}

/** What only a load balancer has. */
function validateBalancer(spec: Fields, type: string, annotations: Fields): readonly FieldError[] {
  const errors: FieldError[] = [];
  const only = "may only be used when `type` is 'LoadBalancer'";
  const ranges = listOf(spec.loadBalancerSourceRanges).map((range) => textOf(range).trim());
  // The server writes this one with a capital.
  const path = 'spec.LoadBalancerSourceRanges';
  if (ranges.length > 0 && type !== 'LoadBalancer') errors.push(forbiddenField(path, only));
  for (const [i, range] of ranges.entries())
    errors.push(...isCidr(range).map((why) => invalidValue(`${path}[${i}]`, range, why)));
  if (ranges.length === 0) errors.push(...validateRangesAnnotation(annotations, type));
  if (type === 'LoadBalancer') {
    if (spec.allocateLoadBalancerNodePorts === undefined) errors.push(required('allocateLoadBalancerNodePorts'));
    if (typeof spec.loadBalancerClass === 'string') {
      const name = spec.loadBalancerClass;
      errors.push(...isQualifiedName(name).map((why) => invalidValue('spec.loadBalancerClass', name, why)));
    }
    return errors;
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined)
    errors.push(forbiddenField('spec.allocateLoadBalancerNodePorts', only));
  if (spec.loadBalancerClass !== undefined) errors.push(forbiddenField('spec.loadBalancerClass', only));
  return errors;
}

/** The ranges were an annotation before they were a field. */
function validateRangesAnnotation(annotations: Fields, type: string): readonly FieldError[] {
  const key = 'service.beta.kubernetes.io/load-balancer-source-ranges';
  const given = own(annotations, key);
  if (given === undefined) return [];
  const field = `metadata.annotations[${key}]`;
  const foreign =
    type === 'LoadBalancer' ? [] : [forbiddenField(field, "may only be used when `type` is 'LoadBalancer'")];
  const ranges =
    textOf(given).trim() === ''
      ? []
      : textOf(given)
          .split(',')
          .map((range) => range.trim());
  return [...foreign, ...ranges.flatMap((range) => isCidr(range).map((why) => invalidValue(field, range, why)))];
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
  const outside = type === 'NodePort' || type === 'LoadBalancer';
  const accessible = outside || (type === 'ClusterIP' && listOf(spec.externalIPs).length > 0);
  const path = 'spec.externalTrafficPolicy';
  if (!accessible) {
    if (external !== '')
      errors.push(invalidValue(path, external, 'may only be set for externally-accessible services'));
  } else if (external === '') errors.push(required(path));
  else if (external !== 'Cluster' && external !== 'Local')
    errors.push(notSupported(path, external, ['Cluster', 'Local']));
  const check = numberOf(spec.healthCheckNodePort) ?? 0;
  if (check !== 0 && !(type === 'LoadBalancer' && external === 'Local')) {
    const why = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalidValue('spec.healthCheckNodePort', check, why));
  } else if (check !== 0)
    errors.push(...isPortNumber(check).map((why) => invalidValue('spec.healthCheckNodePort', check, why)));
  const internal = textOf(spec.internalTrafficPolicy);
  if (spec.internalTrafficPolicy !== undefined && internal !== 'Cluster' && internal !== 'Local')
    errors.push(notSupported('spec.internalTrafficPolicy', internal, ['Cluster', 'Local']));
  const spread = spec.trafficDistribution;
  const spreads = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  if (spread !== undefined && !spreads.includes(textOf(spread)))
    errors.push(notSupported('spec.trafficDistribution', spread, spreads));
  return errors;
}
