import { expect, test } from 'vitest';
import type { EndpointSlice, Endpoints } from '../../src/kubernetes/api/types.ts';
import { lastOf, runOf, statesOf, thereOf } from './run-of.ts';

const pod = (name: string, port: number, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'web' } },
  spec: {
    containers: [{ name: 'main', image: 'nginx:1.27', ports: [{ name: 'http', containerPort: port }] }],
    ...more,
  },
});

const service = (more: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', labels: { tier: 'front' } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...more },
});

test('Pods that name a port differently stand in slices of their own, and in subsets of their own', () => {
  const trace = runOf(
    { 'a.yaml': [service({}), pod('one', 80), pod('two', 8080)] },
    [['0s', 'create -f a.yaml']],
    '8s',
  );
  const slices = thereOf(trace, 'endpointslices')
    .map((name) => lastOf<EndpointSlice>(trace, `endpointslices/default/${name}`))
    .filter((slice) => slice?.metadata.labels?.['kubernetes.io/service-name'] === 'web');
  expect(slices.map((slice) => slice?.ports?.map(({ port }) => port)).sort()).toEqual([[80], [8080]]);
  const endpoints = lastOf<Endpoints>(trace, 'endpoints/default/web');
  // Their order is that of a hash, in which the uids of the Pods take part.
  const subsets = endpoints?.subsets?.map(({ addresses, ports }) => [addresses?.length, ports?.[0]?.port]);
  expect(subsets?.sort(([, a = 0], [, b = 0]) => a - b)).toEqual([
    [1, 80],
    [1, 8080],
  ]);
});

test('a headless Service has its label on the slices, and the host names of its Pods', () => {
  const named = pod('one', 80, { hostname: 'db-0', subdomain: 'web' });
  const trace = runOf({ 'a.yaml': [service({ clusterIP: 'None' }), named] }, [['0s', 'create -f a.yaml']], '8s');
  const [name] = thereOf(trace, 'endpointslices').filter((each) => each.startsWith('web-'));
  const slice = lastOf<EndpointSlice>(trace, `endpointslices/default/${name}`);
  expect(slice?.metadata.labels).toMatchObject({ tier: 'front', 'service.kubernetes.io/headless': '' });
  expect(slice?.endpoints?.[0]?.hostname).toBe('db-0');
});

test('a label of the Service reaches its slices later too', () => {
  const trace = runOf(
    { 'a.yaml': service({}) },
    [
      ['0s', 'create -f a.yaml'],
      ['2s', 'label service web tier=edge --overwrite'],
    ],
    '5s',
  );
  const [name] = thereOf(trace, 'endpointslices').filter((each) => each.startsWith('web-'));
  const tiers = statesOf<EndpointSlice>(trace, `endpointslices/default/${name}`).map(
    ({ metadata }) => metadata.labels?.['tier'],
  );
  expect(tiers).toEqual(['front', 'edge']);
});
