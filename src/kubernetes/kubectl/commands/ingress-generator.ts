import { compact, type Fields } from '../../api/fields.ts';
import { type Arguments, flag } from '../flags.ts';

const shape = /^[\w*\-.]*\/[^,=\n]*=[\w-]+:[\w-]+(,tls(=[\w-]+)?)?$/;

/** Source: v1.35 kubectl pkg/cmd/create/create_ingress.go */
export function ingressFor(name: string, args: Arguments): Fields | string {
  const rules = args.flags.get('rule') ?? [];
  const annotations = args.flags.get('annotation') ?? [];
  const fallback = flag(args, 'default-backend') ?? '';
  if (fallback === '' && rules.length === 0)
    return 'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)';
  const badRule = rules.find((rule) => !shape.test(rule));
  if (badRule !== undefined)
    return `rule ${badRule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`;
  const bad = annotations.find((annotation) => !annotation.includes('='));
  if (bad !== undefined) return `annotation ${bad} is invalid and should be in format key=[value]`;
  if (fallback !== '' && fallback.split(':').length !== 2)
    return 'default-backend should be in format servicename:serviceport';
  const tls = tlsOf(rules);
  const paths = rulesOf(rules);
  return {
    kind: 'Ingress',
    apiVersion: 'networking.k8s.io/v1',
    metadata: compact({
      name,
      annotations:
        annotations.length === 0
          ? undefined
          : Object.fromEntries(annotations.map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)])),
    }),
    spec: compact({
      ingressClassName: flag(args, 'class'),
      defaultBackend: fallback === '' ? undefined : backend(fallback),
      tls: tls.length === 0 ? undefined : tls,
      rules: paths.length === 0 ? undefined : paths,
    }),
    status: { loadBalancer: {} },
  };
}

function backend(text: string): Fields {
  const [name = '', port = ''] = text.split(':');
  return { service: { name, port: /^-?\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

/** One rule a host; a path that ends with `*` is a prefix. */
function rulesOf(rules: readonly string[]): readonly Fields[] {
  const hosts = new Map<string, Fields[]>();
  for (const rule of rules) {
    const [text = ''] = rule.split(',');
    const slash = text.indexOf('/');
    const [path = '', service = ''] = text.slice(slash + 1).split('=');
    const isPrefix = `/${path}`.endsWith('*');
    const entry = {
      path: isPrefix ? `/${path}`.slice(0, -1) : `/${path}`,
      pathType: isPrefix ? 'Prefix' : 'Exact',
      backend: backend(service),
    };
    const host = text.slice(0, slash);
    hosts.set(host, [...(hosts.get(host) ?? []), entry]);
  }
  return [...hosts].map(([host, paths]) => ({ ...(host === '' ? {} : { host }), http: { paths } }));
}

/** Hosts with the same Secret stand together; a host counts once. */
function tlsOf(rules: readonly string[]): readonly Fields[] {
  const found: { readonly secret: string; readonly hosts: string[] }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const [, tls] = rule.split(',');
    const [host = ''] = rule.split('/');
    if (tls === undefined || seen.has(host)) continue;
    seen.add(host);
    const secret = tls.split('=')[1] ?? '';
    const same = found.find((entry) => entry.secret === secret);
    if (same !== undefined) same.hosts.push(host);
    else if (host !== '' || secret !== '') found.push({ secret, hosts: host === '' ? [] : [host] });
  }
  return found.map(({ secret, hosts }) => ({
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(secret === '' ? {} : { secretName: secret }),
  }));
}
