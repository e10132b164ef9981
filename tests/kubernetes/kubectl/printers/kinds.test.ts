import { describe, expect, it } from 'vitest';
import { resources } from '../../../../src/kubernetes/api/resources.ts';
import { printerFor } from '../../../../src/kubernetes/kubectl/printers/index.ts';

const now = '2026-01-01T01:00:00Z';
const metadata = { name: 'x', creationTimestamp: '2026-01-01T00:59:00Z' };
const row = (plural: string, object: object) => {
  const printer = printerFor(plural);
  const cells = printer.row({ metadata, ...object }, now);
  return Object.fromEntries(printer.columns.map((column, i) => [column, cells[i]]));
};

describe('the columns of kubectl get', () => {
  it('are as many as the cells, for every kind', () => {
    for (const { plural } of resources) {
      const printer = printerFor(plural);
      expect([plural, printer.row({ metadata }, now).length]).toEqual([plural, printer.columns.length]);
    }
  });
  it('say of a request for a certificate who decided what', () => {
    const spec = { signerName: 'example.com/s', username: 'alice', expirationSeconds: 3600 };
    const status = { conditions: [{ type: 'Approved' }], certificate: 'abc' };
    expect(row('certificatesigningrequests', { spec, status })).toEqual({
      NAME: 'x',
      AGE: '60s',
      SIGNERNAME: 'example.com/s',
      REQUESTOR: 'alice',
      REQUESTEDDURATION: '60m',
      CONDITION: 'Approved,Issued',
    });
    expect(row('certificatesigningrequests', { spec: {} })).toMatchObject({
      REQUESTEDDURATION: '<none>',
      CONDITION: 'Pending',
    });
  });
  it('show what steers the API server', () => {
    const limited = {
      nominalConcurrencyShares: 40,
      limitResponse: { queuing: { queues: 128, handSize: 6, queueLengthLimit: 50 } },
    };
    expect(row('prioritylevelconfigurations', { spec: { type: 'Limited', limited } })).toMatchObject({
      TYPE: 'Limited',
      NOMINALCONCURRENCYSHARES: '40',
      QUEUES: '128',
      HANDSIZE: '6',
      QUEUELENGTHLIMIT: '50',
    });
    expect(
      row('prioritylevelconfigurations', { spec: { type: 'Exempt', exempt: { nominalConcurrencyShares: 0 } } }),
    ).toMatchObject({
      NOMINALCONCURRENCYSHARES: '<none>',
      QUEUES: '<none>',
    });
    const schema = {
      priorityLevelConfiguration: { name: 'system' },
      matchingPrecedence: 500,
      distinguisherMethod: { type: 'ByUser' },
    };
    expect(
      row('flowschemas', { spec: schema, status: { conditions: [{ type: 'Dangling', status: 'False' }] } }),
    ).toMatchObject({
      PRIORITYLEVEL: 'system',
      MATCHINGPRECEDENCE: '500',
      DISTINGUISHERMETHOD: 'ByUser',
      MISSINGPL: 'False',
    });
    expect(
      row('apiservices', { spec: {}, status: { conditions: [{ type: 'Available', status: 'True' }] } }),
    ).toMatchObject({
      SERVICE: 'Local',
      AVAILABLE: 'True',
    });
    expect(row('customresourcedefinitions', {})).toEqual({ NAME: 'x', 'CREATED AT': '2026-01-01T00:59:00Z' });
  });
  it('show what is attached to what', () => {
    const parentRef = { resource: 'services', namespace: 'default', name: 'web' };
    expect(row('ipaddresses', { spec: { parentRef } }).PARENTREF).toBe('services/default/web');
    expect(row('servicecidrs', { spec: { cidrs: ['10.96.0.0/12', 'fd00::/108'] } }).CIDRS).toBe(
      '10.96.0.0/12,fd00::/108',
    );
    expect(row('csinodes', { spec: { drivers: [{}, {}] } }).DRIVERS).toBe('2');
    expect(row('csidrivers', { spec: {} })).toMatchObject({
      ATTACHREQUIRED: 'true',
      PODINFOONMOUNT: 'false',
      TOKENREQUESTS: '<unset>',
      MODES: '<none>',
    });
    expect(row('resourceclaims', { status: { allocation: {}, reservedFor: [{}] } }).STATE).toBe('allocated,reserved');
    expect(row('resourceclaims', {}).STATE).toBe('pending');
  });
  it('show of an autoscaler two targets, whatever is measured, and how many more there are', () => {
    const spec = {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      maxReplicas: 5,
      metrics: [
        { type: 'External', external: { target: { averageValue: '30' } } },
        { type: 'Object', object: { target: { value: '2k' } } },
        { type: 'Pods', pods: { target: { averageValue: '1k' } } },
      ],
    };
    expect(row('horizontalpodautoscalers', { spec })).toMatchObject({
      TARGETS: '<unknown>/30 (avg), <unknown>/2k + 1 more...',
      MINPODS: '<unset>',
    });
    const container = { name: 'cpu', container: 'x', target: { averageUtilization: 60 } };
    const measured = { containerResource: { current: { averageUtilization: 7 } } };
    expect(
      row('horizontalpodautoscalers', {
        spec: { ...spec, metrics: [{ type: 'ContainerResource', containerResource: container }] },
        status: { currentMetrics: [measured] },
      }).TARGETS,
    ).toBe('cpu: 7%/60%');
  });
  it('show each address of a load balancer once and in order, before those given by hand', () => {
    const status = { loadBalancer: { ingress: [{ ip: '9.9.9.9' }, { hostname: 'a.example' }, { ip: '9.9.9.9' }] } };
    const spec = { type: 'LoadBalancer', externalIPs: ['1.2.3.4'] };
    expect(row('services', { spec, status })['EXTERNAL-IP']).toBe('9.9.9.9,a.example,1.2.3.4');
    expect(row('services', { spec: { type: 'LoadBalancer' } })['EXTERNAL-IP']).toBe('<pending>');
  });
  it('show nothing of Endpoints none of which is ready, and <none> of those without subsets', () => {
    const subsets = [{ notReadyAddresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] }];
    expect([row('endpoints', { subsets }).ENDPOINTS, row('endpoints', {}).ENDPOINTS]).toEqual(['', '<none>']);
    expect(row('endpoints', { subsets: [{ addresses: [{ ip: 'fd00::1' }], ports: [{ port: 80 }] }] }).ENDPOINTS).toBe(
      '[fd00::1]:80',
    );
  });
  it('count of an Ingress the rules behind the third host, though they name none', () => {
    const rules = [{ host: 'a' }, { host: 'b' }, { host: 'c' }, {}, { host: 'd' }];
    expect(row('ingresses', { spec: { rules } }).HOSTS).toBe('a,b,c + 2 more...');
    expect(row('ingresses', { spec: { rules: [{}] } }).HOSTS).toBe('*');
  });
  it('show no capacity as 0 once a claim names its volume', () => {
    expect(row('persistentvolumeclaims', { spec: { volumeName: 'v' } }).CAPACITY).toBe('0');
    expect(row('persistentvolumeclaims', { spec: {} }).CAPACITY).toBe('');
  });
  it('show of a binding of a policy any Namespace for a parameter that names none', () => {
    const binding = (paramRef: object) =>
      row('validatingadmissionpolicybindings', { spec: { policyName: 'p', paramRef } }).PARAMREF;
    expect([binding({ name: 'x' }), binding({ name: 'x', namespace: 'n' })]).toEqual(['*/x', 'n/x']);
    expect(binding({ selector: { matchLabels: { a: 'b' } } })).toBe(
      '&LabelSelector{MatchLabels:map[string]string{a: b,},MatchExpressions:[]LabelSelectorRequirement{},}',
    );
  });
});
