import { describe, expect, it } from 'vitest';
import { imageTag } from '../../../src/kubernetes/advice/image-tag.ts';
import { readinessProbe } from '../../../src/kubernetes/advice/readiness-probe.ts';
import { resourceRequests } from '../../../src/kubernetes/advice/resource-requests.ts';
import { selectorMatchesNothing } from '../../../src/kubernetes/advice/selector-matches-nothing.ts';
import { targetPort } from '../../../src/kubernetes/advice/target-port.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';

const pod = (container: object, labels: object = {}): Manifest =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', labels },
    spec: { containers: [{ name: 'c', ...container }] },
  }) as unknown as Manifest;
const service = (spec: object): Manifest =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec }) as unknown as Manifest;
const deployment = (container: object): Manifest =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd' },
    spec: { template: { metadata: { labels: { app: 'd' } }, spec: { containers: [{ name: 'c', ...container }] } } },
  }) as unknown as Manifest;

describe('advice about what the server takes', () => {
  it.each(['nginx', 'nginx:latest', 'registry.example.com:5000/nginx'])('an image without a version: %s', (image) => {
    expect(imageTag(pod({ image }), [])).toHaveLength(1);
  });
  it.each(['nginx:1.27', 'nginx@sha256:0', 'registry.example.com:5000/nginx:1'])('but not %s', (image) => {
    expect(imageTag(pod({ image }), [])).toEqual([]);
  });
  it('a limit stands for the request that is missing', () => {
    expect(resourceRequests(pod({ resources: { limits: { cpu: '1', memory: '1Gi' } } }), [])).toEqual([]);
    expect(resourceRequests(pod({ resources: { requests: { cpu: '1' } } }), [])[0]?.path).toBe(
      'spec.containers[0].resources',
    );
  });
  it('a workload that serves a port wants a readiness probe, a bare Pod is left alone', () => {
    const ports = [{ containerPort: 80 }];
    expect(readinessProbe(deployment({ ports }), [])[0]?.path).toBe('spec.template.spec.containers[0].ports');
    expect(readinessProbe(deployment({ ports, readinessProbe: {} }), [])).toEqual([]);
    expect(readinessProbe(pod({ ports }), [])).toEqual([]);
  });
  it('a Service that picks no Pod in sight', () => {
    const web = service({ selector: { app: 'web' } });
    expect(selectorMatchesNothing(web, [pod({}, { app: 'wob' })])[0]?.says).toContain('app=web');
    expect(selectorMatchesNothing(web, [pod({}, { app: 'web', tier: 'a' })])).toEqual([]);
    expect(selectorMatchesNothing(service({}), [])).toEqual([]);
  });
  it('a Service that sends to a port by a name that its Pods do not give', () => {
    const web = service({ selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] });
    const named = (name: string) => pod({ ports: [{ name, containerPort: 80 }] }, { app: 'web' });
    expect(targetPort(web, [named('web')])[0]?.path).toBe('spec.ports[0].targetPort');
    expect(targetPort(web, [named('http')])).toEqual([]);
  });
});
