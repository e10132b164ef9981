import { describe, expect, it } from 'vitest';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';

const specOf = (apiVersion: string, kind: string, spec: object) =>
  defaultObject({ apiVersion, kind, metadata: { name: 'x' }, spec }).spec;

describe('what a server fills in', () => {
  it('the name of a Namespace is one of its labels, whatever is written there', () => {
    const labels = { 'kubernetes.io/metadata.name': 'y', a: 'b' };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', labels } };
    expect(defaultObject(namespace).metadata?.labels).toEqual({ 'kubernetes.io/metadata.name': 'x', a: 'b' });
  });

  it('a claim that a Pod brings along has metadata and resources, if empty ones', () => {
    const ephemeral = { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } };
    expect(specOf('v1', 'Pod', { containers: [], volumes: [{ name: 'v', ephemeral }] })).toMatchObject({
      volumes: [
        {
          name: 'v',
          ephemeral: { volumeClaimTemplate: { metadata: {}, spec: { volumeMode: 'Filesystem', resources: {} } } },
        },
      ],
    });
  });

  it('rules of scaling are completed once any rule is given', () => {
    const spec = { maxReplicas: 2, metrics: [], behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } };
    expect(specOf('autoscaling/v2', 'HorizontalPodAutoscaler', spec)).toEqual({
      maxReplicas: 2,
      minReplicas: 1,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 60,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
      },
    });
  });

  it('a policy without egress rules is about ingress only, even where the list is there and empty', () => {
    const policy = specOf('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, egress: [] });
    expect(policy).toMatchObject({ policyTypes: ['Ingress'] });
  });

  it('a CSI driver attaches and is told nothing of the Pod', () => {
    expect(specOf('storage.k8s.io/v1', 'CSIDriver', {})).toMatchObject({
      attachRequired: true,
      podInfoOnMount: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      volumeLifecycleModes: ['Persistent'],
    });
  });

  it('a condition that a policy about failed Pods names is one that holds', () => {
    const rules = [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }];
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'bash' }] } };
    expect(specOf('batch/v1', 'Job', { podFailurePolicy: { rules }, template })).toMatchObject({
      podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
    });
  });

  it('an image volume is pulled as an image of a container is', () => {
    const volumes = [{ name: 'a', image: { reference: 'quay.io/crio/artifact:v2' } }];
    const pod = specOf('v1', 'Pod', { containers: [{ name: 'c', image: 'nginx' }], volumes });
    expect(pod).toMatchObject({ volumes: [{ image: { pullPolicy: 'IfNotPresent' } }] });
  });

  it("the first range of a node's Pods stands in a field of its own, which wins over the list", () => {
    expect(specOf('v1', 'Node', { podCIDR: '10.9.0.0/24' })).toEqual({
      podCIDR: '10.9.0.0/24',
      podCIDRs: ['10.9.0.0/24'],
    });
    const both = ['10.9.0.0/24', 'fd00::/64'];
    expect(specOf('v1', 'Node', { podCIDRs: both })).toEqual({ podCIDR: '10.9.0.0/24', podCIDRs: both });
    expect(specOf('v1', 'Node', { podCIDR: '10.8.0.0/24', podCIDRs: both })).toEqual({
      podCIDR: '10.8.0.0/24',
      podCIDRs: ['10.8.0.0/24'],
    });
  });

  it('a node of which no kubelet has told anything shows what there is to tell', () => {
    const node = defaultObject({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } });
    expect(node).toMatchObject({
      status: { daemonEndpoints: { kubeletEndpoint: { Port: 0 } }, nodeInfo: { kubeletVersion: '', osImage: '' } },
    });
    const known = { nodeInfo: { kubeletVersion: 'v1.35.6' } };
    expect(defaultObject({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' }, status: known })).toMatchObject({
      status: { nodeInfo: { kubeletVersion: 'v1.35.6', architecture: '' } },
    });
  });
});
