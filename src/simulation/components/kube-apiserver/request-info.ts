import { fieldsWanted } from '../../../kubernetes/api/selectors.ts';

/**
 * What a path asks for. Source: v1.35 staging/src/k8s.io/apiserver/pkg/endpoints/request/requestinfo.go
 */
export interface RequestInfo {
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly group: string;
  readonly version: string;
  /** Absent for paths that are no resource: `/openapi/v3`. */
  readonly resource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** Reads a path with its query; what it does not know as a resource stays a plain path. */
export function requestInfo(url: string): RequestInfo {
  const question = url.indexOf('?');
  const path = question < 0 ? url : url.slice(0, question);
  const query = readQuery(question < 0 ? '' : url.slice(question + 1));
  const parts = path.split('/').flatMap((part) => (part === '' ? [] : [unescapePercent(part)]));
  const core = parts[0] === 'api' && parts.length > 2;
  const grouped = parts[0] === 'apis' && parts.length > 3;
  if (!core && !grouped) return { path, query, group: '', version: '' };
  const group = grouped ? (parts[1] ?? '') : '';
  const version = parts[grouped ? 2 : 1] ?? '';
  const rest = parts.slice(grouped ? 3 : 2);
  if (rest[0] === 'namespaces' && rest.length > 2 && !['status', 'finalize'].includes(rest[2] ?? '')) {
    const [, namespace, resource, name, ...sub] = rest;
    return { path, query, group, version, ...named({ namespace, resource, name, sub }) };
  }
  const [resource, name, ...sub] = rest;
  return { path, query, group, version, ...named({ resource, name, sub }) };
}

function named(parts: {
  readonly namespace?: string | undefined;
  readonly resource: string | undefined;
  readonly name: string | undefined;
  readonly sub: readonly string[];
}): Omit<RequestInfo, 'path' | 'query' | 'group' | 'version'> {
  const subresource = parts.sub.join('/');
  return {
    ...(parts.resource === undefined ? {} : { resource: parts.resource }),
    ...(parts.namespace === undefined ? {} : { namespace: parts.namespace }),
    ...(parts.name === undefined ? {} : { name: parts.name }),
    ...(subresource === '' ? {} : { subresource }),
  };
}

/** The fields that a list or watch wants to be equal. */
export const fieldsAsked = ({ query }: RequestInfo): Readonly<Record<string, string>> =>
  fieldsWanted(query.get('fieldSelector') ?? '');

/** The name in the path, or that of the only object that a list or watch asks for. */
export function nameAsked(info: RequestInfo): { readonly name?: string } {
  const name = info.name ?? fieldsAsked(info)['metadata.name'];
  return name === undefined || info.resource === undefined ? {} : { name };
}

/** All values of a key that a URL repeats: `command=cat&command=/etc/hosts`. */
export function queryValues(url: string, key: string): readonly string[] {
  const question = url.indexOf('?');
  const found = question < 0 ? [] : pairs(url.slice(question + 1));
  return found.filter(([name]) => name === key).map(([, value]) => value);
}

/** The last value of each key. */
const readQuery = (text: string): ReadonlyMap<string, string> => new Map(pairs(text));

function pairs(text: string): readonly (readonly [string, string])[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const key = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [unescapePercent(key.replaceAll('+', ' ')), unescapePercent(value.replaceAll('+', ' '))];
    });
}

/** A broken escape stays as it was typed: the server would refuse it later by its content. */
function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Source: v1.35 apiserver pkg/registry/rest/meta.go EnsureObjectNamespaceMatchesRequestNamespace */
export const otherNamespace = 'the namespace of the provided object does not match the namespace sent on the request';
