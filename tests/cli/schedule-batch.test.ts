import { describe, expect, it } from 'vitest';
import { answerLine } from '../../src/cli/schedule/batch.ts';

interface Answer {
  readonly chosen: string | null;
  readonly message: string | null;
  readonly steps: readonly { readonly chosen: string | null }[];
}

const answer = (given: object): Answer => answerLine(JSON.stringify(given), 'cases.jsonl:1') as Answer;
const node = (name: string, pods = '110') => ({
  metadata: { name, labels: null, creationTimestamp: null },
  spec: { taints: null, unschedulable: null },
  status: { allocatable: { cpu: 4, memory: '8Gi', pods }, images: null },
});

describe('a case of a batch', () => {
  it('takes a field that is null for one that is not there', () => {
    const pod = {
      metadata: { name: 'p', namespace: null, labels: null, deletionTimestamp: null, ownerReferences: null },
      spec: {
        nodeName: null,
        nodeSelector: null,
        affinity: { nodeAffinity: null, podAffinity: null },
        tolerations: null,
        topologySpreadConstraints: null,
        initContainers: null,
        volumes: null,
        priority: null,
        overhead: null,
        containers: [{ name: 'main', image: null, ports: null, resources: { requests: null } }],
      },
      status: null,
    };
    const running = { ...pod, metadata: { ...pod.metadata, name: 'q' }, spec: { ...pod.spec, nodeName: 'n1' } };
    const cases = { pod, pods: null, nodes: [node('n1', '1'), node('n2')], existingPods: [running], objects: null };
    expect(answer(cases).chosen).toBe('n2');
  });

  it('reads a quantity that is a number, and a Pod without containers', () => {
    const asks = (cpu: number) => ({
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'main', resources: { requests: { cpu } } }] },
    });
    expect(answer({ pod: asks(3.5), nodes: [node('n1')] }).chosen).toBe('n1');
    expect(answer({ pod: asks(4.5), nodes: [node('n1')] }).message).toContain('1 Insufficient cpu');
    expect(answer({ pod: { metadata: { name: 'p' }, spec: { containers: null } }, nodes: [node('n1')] }).chosen).toBe(
      'n1',
    );
  });

  it('counts every Pod of a sequence, though they have no uids and one name', () => {
    const pod = { metadata: { name: 'p' }, spec: { containers: [] } };
    const { steps } = answer({ pods: [pod, pod, pod], nodes: [node('n1', '1'), node('n2', '1')] });
    expect(steps.map(({ chosen }) => chosen)).toEqual(['n1', 'n2', null]);
  });

  it('takes an object without a namespace for one of the default namespace', () => {
    const apart = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } },
        ],
      },
    };
    const hosts = ['n1', 'n2'].map((name) => ({
      ...node(name),
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    }));
    const pod = {
      metadata: { name: 'p', namespace: 'default', labels: { app: 'web' } },
      spec: { affinity: apart, containers: [] },
    };
    const running = { metadata: { name: 'q', labels: { app: 'web' } }, spec: { nodeName: 'n1' } };
    expect(answer({ pod, nodes: hosts, existingPods: [running] }).chosen).toBe('n2');
  });
});
