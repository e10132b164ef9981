import { describe, expect, it } from 'vitest';
import { servedAs } from '../../../src/kubernetes/registry/served-version.ts';

const scaler = (apiVersion: string, spec: object) => ({
  apiVersion,
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'h' },
  spec,
});

describe('an autoscaler in its two versions', () => {
  it('has its share of CPU as a metric in the second', () => {
    const first = scaler('autoscaling/v1', { maxReplicas: 3, targetCPUUtilizationPercentage: 50 });
    const target = { type: 'Utilization', averageUtilization: 50 };
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
    const second = scaler('autoscaling/v2', { maxReplicas: 3, metrics });
    expect(servedAs(first, 'autoscaling/v2')).toEqual(second);
    expect(servedAs(second, 'autoscaling/v1')).toEqual(first);
  });

  it('keeps what the first cannot say in annotations', () => {
    const metrics = [
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '1k' } } },
    ];
    const second = scaler('autoscaling/v2', { maxReplicas: 3, metrics });
    const first = servedAs(second, 'autoscaling/v1');
    expect(Object.keys((first.metadata as { annotations?: object }).annotations ?? {})).toEqual([
      'autoscaling.alpha.kubernetes.io/metrics',
    ]);
    expect(servedAs(first, 'autoscaling/v2')).toEqual(second);
  });
});
