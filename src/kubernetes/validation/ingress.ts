import { invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, own, rowsOf, textOf } from '../api/fields.ts';
import {
  isDns1035Label,
  isDns1123Subdomain,
  isIp,
  isPathSegmentName,
  isPortName,
  isPortNumber,
  isWildcardSubdomain,
} from '../api/names.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

const classAnnotation = 'kubernetes.io/ingress.class';

/** Source: v1.35 pkg/apis/networking/validation/validation.go ValidateIngressCreate */
export function* validateIngress(ingress: Fields): Problems {
  yield* validateIngressSpec(ingress);
  const spec = fieldsOf(ingress.spec);
  const noted = own(fieldsOf(fieldsOf(ingress.metadata).annotations), classAnnotation);
  if (noted !== undefined && spec.ingressClassName !== undefined && noted !== spec.ingressClassName) {
    const why = 'must match `ingressClassName` when both are specified';
    yield invalidValue(`annotations.${classAnnotation}`, noted, why);
  }
}

/** What holds for a new and for a changed one. Source: validateIngress */
export function* validateIngressSpec(ingress: Fields): Problems {
  const spec = fieldsOf(ingress.spec);
  const rules = rowsOf(spec.rules);
  yield* validateObjectMeta(ingress.metadata, true, subdomainName);
  if (rules.length === 0 && !isFields(spec.defaultBackend)) {
    yield invalidValue('spec', null, 'either `defaultBackend` or `rules` must be specified');
  }
  if (isFields(spec.defaultBackend)) yield* validateBackend(spec.defaultBackend, 'spec.defaultBackend');
  for (const [index, rule] of rules.entries()) yield* validateRule(rule, `spec.rules[${index}]`);
  for (const [index, { hosts, secretName }] of rowsOf(spec.tls).entries()) {
    for (const [place, host] of listOf(hosts).map(textOf).entries()) {
      yield* validateHost(host, `spec.tls[${index}].hosts[${place}]`);
    }
    const secret = textOf(secretName);
    if (secret !== '') yield* invalids(`spec.tls[${index}].secretName`, secret, isDns1123Subdomain(secret));
  }
  const name = spec.ingressClassName;
  if (typeof name === 'string') yield* invalids('spec.ingressClassName', name, isDns1123Subdomain(name));
}

const validateHost = (host: string, path: string): Problems =>
  invalids(path, host, host.includes('*') ? isWildcardSubdomain(host) : isDns1123Subdomain(host));

function* validateRule({ host, http }: Fields, path: string): Problems {
  const name = textOf(host);
  if (name !== '') {
    if (isIp(name).length === 0) yield invalidValue(`${path}.host`, name, 'must be a DNS name, not an IP address');
    yield* validateHost(name, `${path}.host`);
  }
  if (!isFields(http)) return;
  const paths = rowsOf(http.paths);
  if (paths.length === 0) yield required(`${path}.http.paths`);
  for (const [index, place] of paths.entries()) yield* validatePath(place, `${path}.http.paths[${index}]`);
}

const sequences = ['//', '/./', '/../', '%2f', '%2F'];
const endings = ['/..', '/.'];
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];

function* validatePath(place: Fields, path: string): Problems {
  const [type, text] = [place.pathType, textOf(place.path)];
  const here = `${path}.path`;
  if (type === undefined || type === null) {
    yield required(`${path}.pathType`, 'pathType must be specified');
    return;
  }
  if (type === 'Exact' || type === 'Prefix') {
    if (!text.startsWith('/')) yield invalidValue(here, text, 'must be an absolute path');
    for (const part of sequences) if (text.includes(part)) yield invalidValue(here, text, `must not contain '${part}'`);
    for (const end of endings) if (text.endsWith(end)) yield invalidValue(here, text, `cannot end with '${end}'`);
  } else if (type === 'ImplementationSpecific') {
    if (text !== '' && !text.startsWith('/')) yield invalidValue(here, text, 'must be an absolute path');
  } else yield notSupported(`${path}.pathType`, type, pathTypes);
  yield* validateBackend(fieldsOf(place.backend), `${path}.backend`);
}

function* validateBackend({ resource, service }: Fields, path: string): Problems {
  if (isFields(resource) && isFields(service)) {
    yield invalidValue(path, '', 'cannot set both resource and service backends');
  } else if (isFields(resource)) yield* validateTypedReference(resource, `${path}.resource`);
  else if (isFields(service)) {
    const name = textOf(service.name);
    if (name === '') yield required(`${path}.service.name`);
    else yield* invalids(`${path}.service.name`, name, isDns1035Label(name));
    const port = fieldsOf(service.port);
    const [word, number] = [textOf(port.name), numberOf(port.number) ?? 0];
    if (word !== '' && number !== 0) yield invalidValue(path, '', 'cannot set both port name & port number');
    else if (word !== '') yield* invalids(`${path}.service.port.name`, word, isPortName(word));
    else if (number !== 0) yield* invalids(`${path}.service.port.number`, number, isPortNumber(number));
    else yield required(path, 'port name or number is required');
  } else yield invalidValue(path, '', 'resource or service backend is required');
}

/** Source: validateIngressTypedLocalObjectReference */
export function* validateTypedReference(reference: Fields, path: string): Problems {
  if (typeof reference.apiGroup === 'string') {
    yield* invalids(`${path}.apiGroup`, reference.apiGroup, isDns1123Subdomain(reference.apiGroup));
  }
  for (const field of ['kind', 'name']) {
    const text = textOf(reference[field]);
    if (text === '') yield required(`${path}.${field}`);
    else yield* invalids(`${path}.${field}`, text, isPathSegmentName(text));
  }
}
