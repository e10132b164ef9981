import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { allWarners } from '../../../src/kubernetes/registry/all-warners.ts';
import { warningsOf as warningsBy } from '../../../src/kubernetes/registry/warnings.ts';

const warningsOf = (object: Manifest, old: Manifest | undefined) => warningsBy(object, old, allWarners);

const pod = (spec: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec },
});

describe('the server warns, and takes the Pod all the same', () => {
  it('of labels of nodes that have other names by now', () => {
    expect(warningsOf(pod({ nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }), undefined)).toEqual([
      'spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
    ]);
  });

  it('of a variable that hides another, unless it builds upon it', () => {
    const env = (value: string) => [
      { name: 'A', value: '1' },
      { name: 'A', value },
    ];
    const container = (value: string) => ({ containers: [{ name: 'c', image: 'nginx', env: env(value) }] });
    expect(warningsOf(pod(container('2')), undefined)).toEqual([
      'spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ]);
    expect(warningsOf(pod(container('$(A)2')), undefined)).toEqual([]);
  });

  it('of a name with dots, which becomes a host name', () => {
    expect(warningsOf(pod({}, { name: 'a.b' }), undefined)).toEqual([
      "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]",
    ]);
  });

  it('at the path of the template, for a workload', () => {
    const template = { spec: { ...pod({ hostAliases: [{ ip: '1.2.3.4' }, { ip: '1.2.3.4' }] }).spec } };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template } };
    expect(warningsOf(deployment, undefined)).toEqual(['spec.template.spec.hostAliases[1].ip: duplicate ip "1.2.3.4"']);
  });
});
