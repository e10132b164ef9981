import { describe, expect, it } from 'vitest';
import { asciiOf, bytesIn } from '../../../../src/kubernetes/kubectl/base64-text.ts';
import { endpointAddresses } from '../../../../src/kubernetes/kubectl/describers/endpoint-addresses.ts';
import { fieldTitle } from '../../../../src/kubernetes/kubectl/describers/field-title.ts';
import { compactRules, resourceWords } from '../../../../src/kubernetes/kubectl/describers/policy-rules.ts';

describe('the addresses of a Service', () => {
  const slice = (count: number, ready: readonly boolean[] = []) => ({
    ports: [{ name: '', port: 80 }],
    endpoints: Array.from({ length: count }, (_, i) => ({
      addresses: [`10.0.0.${i}`],
      conditions: { ready: ready[i] ?? true },
    })),
  });
  it('are three at most, and how many more there are', () => {
    expect(endpointAddresses([slice(5)], '')).toBe('10.0.0.0:80,10.0.0.1:80,10.0.0.2:80 + 2 more...');
    expect(endpointAddresses([slice(3)], '')).toBe('10.0.0.0:80,10.0.0.1:80,10.0.0.2:80');
  });
  it('are the ready ones, and none for a port of another name', () => {
    expect(endpointAddresses([slice(2, [false, true])], '')).toBe('10.0.0.1:80');
    expect(endpointAddresses([slice(2)], 'http')).toBe('');
    expect(endpointAddresses([], '')).toBe('<none>');
  });
});

describe('a field of a kind without a describer', () => {
  it('is told in words with capitals', () => {
    const titles = ['leaseDurationSeconds', 'uid', 'apiVersion', 'podIP', 'ipv4Address'].map(fieldTitle);
    expect(titles).toEqual(['Lease Duration Seconds', 'UID', 'API Version', 'Pod IP', 'ipv4Address']);
  });
});

describe('the rules of a role', () => {
  it('are one for each resource, with all its verbs, sorted by their text', () => {
    const rules = compactRules([
      { apiGroups: ['', 'apps'], resources: ['pods', 'deployments/scale'], verbs: ['get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
    ]);
    expect(rules.map((rule) => [resourceWords(rule), rule.urls.join(), rule.verbs.join()])).toEqual([
      ['pods', '', 'get,list'],
      ['', '/healthz', 'get'],
      ['deployments/scale', '', 'get'],
      ['deployments.apps/scale', '', 'get'],
      ['pods.apps', '', 'get'],
    ]);
  });
});

describe('what a Secret holds', () => {
  it('is counted in bytes, whatever the padding', () => {
    expect(['', 'YQ==', 'YWI=', 'YWJj'].map(bytesIn)).toEqual([0, 1, 2, 3]);
    expect(asciiOf('YWJjZA==')).toBe('abcd');
  });
});
