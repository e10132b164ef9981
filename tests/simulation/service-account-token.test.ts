import { expect, test } from 'vitest';
import type { Secret, ServiceAccount } from '../../src/kubernetes/api/types.ts';
import { lastOf, printedBy, runOf, statesOf } from './run-of.ts';

const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'builder' } };
const token = (name: string, of: string): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, annotations: { 'kubernetes.io/service-account.name': of } },
  type: 'kubernetes.io/service-account-token',
});

test('a Secret made for a token of a service account is filled', () => {
  const trace = runOf({ 'a.yaml': [account, token('held', 'builder')] }, [['0s', 'create -f a.yaml']], '2s');
  const secret = lastOf<Secret>(trace, 'secrets/default/held');
  expect(Object.keys(secret?.data ?? {}).sort()).toEqual(['ca.crt', 'namespace', 'token']);
  expect(secret?.metadata.annotations?.['kubernetes.io/service-account.uid']).toBe(
    statesOf<ServiceAccount>(trace, 'serviceaccounts/default/builder')[0]?.metadata.uid,
  );
});

test('it goes with its account, and does not stay without one', () => {
  const trace = runOf(
    { 'a.yaml': [account, token('held', 'builder')], 'b.yaml': token('lost', 'nobody') },
    [
      ['0s', 'create -f a.yaml'],
      ['1s', 'create -f b.yaml'],
      ['2s', 'delete serviceaccount builder'],
      ['4s', 'get secrets'],
    ],
    '5s',
  );
  expect(statesOf(trace, 'secrets/default/lost')).not.toEqual([]);
  expect(printedBy(trace, 'get secrets')).toBe('');
});

test('the API server keeps two ConfigMaps about itself', () => {
  const trace = runOf({}, [['0s', 'get configmaps -n kube-system']], '1s');
  const names = printedBy(trace, 'get configmaps -n kube-system')
    .split('\n')
    .slice(1, -1)
    .map((row) => row.split(' ')[0]);
  expect(names).toEqual([
    'extension-apiserver-authentication',
    'kube-apiserver-legacy-service-account-token-tracking',
    'kube-root-ca.crt',
  ]);
});
