import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/kubernetes/api/types.ts';
import { hostnameOf, networkFiles } from '../../../src/kubernetes/node/network-files.ts';

const files = (spec: Partial<Pod['spec']>) =>
  networkFiles(
    { metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [], ...spec } } as unknown as Pod,
    'worker-1',
    '10.244.0.27',
  );
const lines = (text: string | undefined) => (text ?? '').trimEnd().split('\n');

const ofCluster = [
  'search shop.svc.cluster.local svc.cluster.local cluster.local example.com',
  'nameserver 10.96.0.10',
  'options ndots:5',
];
const ofNode = ['search example.com', 'nameserver 192.168.56.10'];

describe('resolv.conf follows the DNS policy', () => {
  it.each<[string, Partial<Pod['spec']>, readonly string[]]>([
    ['without one', {}, ofCluster],
    ['Default', { dnsPolicy: 'Default' }, ofNode],
    ['ClusterFirst on the network of the host', { hostNetwork: true, dnsPolicy: 'ClusterFirst' }, ofNode],
    ['ClusterFirstWithHostNet', { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }, ofCluster],
    [
      'None: what the Pod says, and nothing else',
      {
        dnsPolicy: 'None',
        dnsConfig: {
          nameservers: ['192.0.2.53'],
          searches: ['a.example', 'b.example'],
          options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
        },
      },
      ['search a.example b.example', 'nameserver 192.0.2.53', 'options ndots:2 edns0'],
    ],
    [
      'with additions: an option of the Pod holds against that of the policy, a name stands once',
      { dnsConfig: { searches: ['cluster.local', 'x.example'], options: [{ name: 'ndots', value: '1' }] } },
      [`${ofCluster[0]} x.example`, 'nameserver 10.96.0.10', 'options ndots:1'],
    ],
  ])('%s', (_name, spec, expected) => {
    expect(lines(files(spec)['/etc/resolv.conf'])).toEqual(expected);
  });
});

describe('hosts', () => {
  it('names the Pod by its address, with its domain if it has one', () => {
    expect(lines(files({})['/etc/hosts']).at(-1)).toBe('10.244.0.27\tweb');
    for (const setHostnameAsFQDN of [false, true])
      expect(lines(files({ hostname: 'h', subdomain: 'sub', setHostnameAsFQDN })['/etc/hosts']).at(-1)).toBe(
        '10.244.0.27\th.sub.shop.svc.cluster.local\th',
      );
  });

  it('ends with the aliases', () => {
    const aliases = [{ ip: '127.0.0.1', hostnames: ['foo.local', 'bar.local'] }];
    expect(lines(files({ hostAliases: aliases })['/etc/hosts']).slice(-3)).toEqual([
      '',
      '# Entries added by HostAliases.',
      '127.0.0.1\tfoo.local\tbar.local',
    ]);
  });
});

describe('the host name', () => {
  const name = (metadata: object, spec: object) =>
    hostnameOf(
      { metadata: { namespace: 'shop', ...metadata }, spec: { containers: [], ...spec } } as unknown as Pod,
      'worker-1',
    );

  it('is the name of the Pod, cut to what the kernel takes, or what the Pod says, or the node of a Pod on its network', () => {
    expect(name({ name: 'web' }, {})).toBe('web');
    expect(name({ name: `${'a'.repeat(62)}.${'b'.repeat(20)}` }, {})).toBe('a'.repeat(62));
    expect(name({ name: 'web' }, { hostname: 'h' })).toBe('h');
    expect(name({ name: 'web' }, { hostname: 'h', subdomain: 's', setHostnameAsFQDN: true })).toBe(
      'h.s.shop.svc.cluster.local',
    );
    expect(name({ name: 'web' }, { hostNetwork: true })).toBe('worker-1');
  });
});
