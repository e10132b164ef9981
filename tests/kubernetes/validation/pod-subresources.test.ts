import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { qosClass } from '../../../src/kubernetes/registry/qos-class.ts';
import { validatePodSubresource } from '../../../src/kubernetes/validation/pod-subresources.ts';

const pod = (resources: object, ephemeralContainers: readonly object[] = []) => ({
  ...defaultObject({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default' },
    spec: {
      serviceAccountName: 'default',
      containers: [{ name: 'c', image: 'nginx', resources }],
      ephemeralContainers,
    },
  }),
  status: { qosClass: 'Burstable' },
});

const wrong = (subresource: string, from: ReturnType<typeof pod>, to: ReturnType<typeof pod>) =>
  validatePodSubresource(subresource, to, from, qosClass).map(lineOf);

describe('a Pod that is resized', () => {
  const small = pod({ requests: { cpu: '100m', memory: '1Gi' } });

  it('may get more', () => {
    expect(wrong('resize', small, pod({ requests: { cpu: '200m', memory: '2Gi' } }))).toEqual([]);
  });

  it('keeps its class and what it has asked for', () => {
    const exact = { cpu: '1', memory: '1Gi' };
    expect(wrong('resize', small, pod({ requests: exact, limits: exact }))).toEqual([
      'spec: Invalid value: "Guaranteed": Pod QOS Class may not change as a result of resizing',
    ]);
    expect(wrong('resize', small, pod({ requests: { cpu: '1' } }))).toEqual([
      'spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed',
    ]);
  });
});

describe('a container for looking around', () => {
  const before = pod({ requests: { cpu: '1' } });

  it('has no ports and no probes', () => {
    const debug = { name: 'debug', image: 'busybox', ports: [{ containerPort: 80 }] };
    expect(wrong('ephemeralcontainers', before, pod({ requests: { cpu: '1' } }, [debug]))).toEqual([
      'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
    ]);
  });

  it('looks at a container that there is', () => {
    const debug = { name: 'debug', image: 'busybox', targetContainerName: 'nobody' };
    expect(wrong('ephemeralcontainers', before, pod({ requests: { cpu: '1' } }, [debug]))).toEqual([
      'spec.ephemeralContainers[0].targetContainerName: Not found: "nobody"',
    ]);
  });

  it('stays once it is there', () => {
    const debug = { name: 'debug', image: 'busybox' };
    expect(wrong('ephemeralcontainers', pod({ requests: { cpu: '1' } }, [debug]), before)).toEqual([
      'spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be removed\n',
    ]);
  });
});
