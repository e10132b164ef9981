import { describe, expect, it } from 'vitest';
import { withLabelKeys } from '../../../src/kubernetes/registry/label-keys.ts';

describe('keys whose values come from the labels of the Pod', () => {
  const constraint = { topologyKey: 'zone', matchLabelKeys: ['pod-template-hash'] };

  it('are written into the selector when the Pod is made', () => {
    const spec = { topologySpreadConstraints: [{ ...constraint, labelSelector: { matchLabels: { app: 'web' } } }] };
    expect(withLabelKeys(spec, { 'pod-template-hash': 'abc' })).toEqual({
      topologySpreadConstraints: [
        {
          ...constraint,
          labelSelector: {
            matchLabels: { app: 'web' },
            matchExpressions: [{ key: 'pod-template-hash', operator: 'In', values: ['abc'] }],
          },
        },
      ],
    });
  });

  it('are left alone where the Pod has no such label', () => {
    const spec = { topologySpreadConstraints: [{ ...constraint, labelSelector: {} }] };
    expect(withLabelKeys(spec, {})).toEqual(spec);
  });
});
