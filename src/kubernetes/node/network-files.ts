import { fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import type { Pod } from '../api/types.ts';

/** What the node itself resolves names with, as on the machines that were measured; and the cluster's own DNS. */
const node = { nameservers: ['192.168.56.10'], searches: ['example.com'] };
const cluster = { nameserver: '10.96.0.10', domain: 'cluster.local' };

const mostNameservers = 3;
const mostSearches = 32;

interface Names {
  readonly host: string;
  /** `SUBDOMAIN.NAMESPACE.svc.cluster.local`; empty without a subdomain. */
  readonly domain: string;
}

/**
 * Host name and domain of a Pod. A name longer than the kernel takes is cut.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go GeneratePodHostNameAndDomain, truncatePodHostnameIfNeeded
 */
function namesOf(pod: Pod, nodeName: string): Names {
  const override = textOf(fieldsOf(pod.spec)['hostnameOverride']);
  if (override !== '') return { host: override, domain: '' };
  if (pod.spec.hostNetwork === true) return { host: nodeName, domain: '' };
  const { hostname = '', subdomain = '' } = pod.spec;
  const short = (hostname === '' ? pod.metadata.name : hostname).slice(0, 63).replace(/[-.]+$/, '');
  return {
    host: short,
    domain: subdomain === '' ? '' : `${subdomain}.${pod.metadata.namespace}.svc.${cluster.domain}`,
  };
}

/** What the containers take themselves for. Source: v1.35 pkg/kubelet/util/util.go GetNodenameForKernel */
export function hostnameOf(pod: Pod, nodeName: string): string {
  const { host, domain } = namesOf(pod, nodeName);
  return pod.spec.setHostnameAsFQDN === true && domain !== '' ? `${host}.${domain}` : host;
}

/**
 * /etc/hosts as the kubelet writes it. On the network of the host it is the host's own, of which nothing is known here.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go managedHostsFileContent, nodeHostsFileContent, hostsEntriesFromHostAliases
 */
function hosts(pod: Pod, { host, domain }: Names, podIP: string): string {
  const own = domain === '' ? `${podIP}\t${host}` : `${podIP}\t${host}.${domain}\t${host}`;
  const managed = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    own,
  ];
  const lines = pod.spec.hostNetwork === true ? ['# Kubernetes-managed hosts file (host network).'] : managed;
  const aliases = rowsOf(pod.spec.hostAliases).map(({ ip, hostnames }) =>
    [textOf(ip), ...(Array.isArray(hostnames) ? hostnames.map(String) : [])].join('\t'),
  );
  const added = aliases.length === 0 ? [] : ['', '# Entries added by HostAliases.', ...aliases];
  return `${[...lines, ...added].join('\n')}\n`;
}

interface Resolver {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** `name:value`, or the name alone. */
  readonly options: readonly string[];
}

/** What the policy alone gives. Source: v1.35 pkg/kubelet/network/dns/dns.go getPodDNSType, GetPodDNS */
function byPolicy({ spec, metadata }: Pod): Resolver {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  if (policy === 'None') return { nameservers: [], searches: [], options: [] };
  const ofCluster = policy === 'ClusterFirstWithHostNet' || (policy === 'ClusterFirst' && spec.hostNetwork !== true);
  if (!ofCluster) return { ...node, options: [] };
  const services = `svc.${cluster.domain}`;
  const searches = [`${metadata.namespace}.${services}`, services, cluster.domain, ...node.searches];
  return { nameservers: [cluster.nameserver], searches, options: ['ndots:5'] };
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** Adds what the Pod asks for; of an option given twice the Pod's own holds. Source: the same file, appendDNSConfig */
function resolver(pod: Pod): Resolver {
  const base = byPolicy(pod);
  const { nameservers = [], searches = [], options = [] } = pod.spec.dnsConfig ?? {};
  const asked = options.map(({ name = '', value }) => (value === undefined ? name : `${name}:${value}`));
  const named = new Set(options.map(({ name }) => name));
  return {
    nameservers: unique([...base.nameservers, ...nameservers]).slice(0, mostNameservers),
    searches: unique([...base.searches, ...searches]).slice(0, mostSearches),
    options: [...base.options.filter((option) => !named.has(option.split(':')[0])), ...asked],
  };
}

/** /etc/resolv.conf as the container runtime writes it from the kubelet's answer. */
function resolvConf(pod: Pod): string {
  const { nameservers, searches, options } = resolver(pod);
  const lines = [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...nameservers.map((server) => `nameserver ${server}`),
    ...(options.length === 0 ? [] : [`options ${options.join(' ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * The files by which a container knows itself and others by name.
 * @param nodeName of the node it runs on
 * @param podIP of its sandbox
 */
export function networkFiles(pod: Pod, nodeName: string, podIP: string): Readonly<Record<string, string>> {
  return {
    '/etc/hostname': `${hostnameOf(pod, nodeName)}\n`,
    '/etc/hosts': hosts(pod, namesOf(pod, nodeName), podIP),
    '/etc/resolv.conf': resolvConf(pod),
  };
}
