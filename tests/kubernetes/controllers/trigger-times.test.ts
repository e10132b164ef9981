import { describe, expect, it } from 'vitest';
import type { Pod, Service } from '../../../src/kubernetes/api/types.ts';
import { TriggerTimes, withTriggerTime } from '../../../src/kubernetes/controllers/trigger-times.ts';

const service = {
  metadata: { namespace: 'default', name: 'web', creationTimestamp: '2026-01-01T00:00:00Z' },
} as unknown as Service;

const pod = (name: string, since: string | undefined): Pod =>
  ({
    metadata: { name },
    status: { conditions: since === undefined ? [] : [{ type: 'Ready', lastTransitionTime: since }] },
  }) as unknown as Pod;

describe('the time of the change behind the addresses of a Service', () => {
  it('is the birth of the Service at the first look', () => {
    const times = new TriggerTimes();
    expect(times.changed(service, [pod('a', '2026-01-01T00:00:05Z')])).toBe('2026-01-01T00:00:00Z');
  });

  it('is the earliest of the Pods that became ready, or ceased to be, since then', () => {
    const times = new TriggerTimes();
    times.changed(service, [pod('a', undefined)]);
    const now = [pod('a', '2026-01-01T00:00:07Z'), pod('b', '2026-01-01T00:00:06Z')];
    expect(times.changed(service, now)).toBe('2026-01-01T00:00:06Z');
  });

  it('is unknown where no condition of a Pod has changed, as after an address alone', () => {
    const times = new TriggerTimes();
    times.changed(service, [pod('a', '2026-01-01T00:00:05Z')]);
    expect(times.changed(service, [pod('a', '2026-01-01T00:00:05Z')])).toBeUndefined();
  });

  it('begins anew for a Service of the same name', () => {
    const times = new TriggerTimes();
    times.changed(service, []);
    times.forget('default', 'web');
    expect(times.changed(service, [])).toBe('2026-01-01T00:00:00Z');
  });
});

describe('the annotation', () => {
  it('is taken away where nothing is known to have changed', () => {
    const before = { note: 'kept', 'endpoints.kubernetes.io/last-change-trigger-time': '2026-01-01T00:00:00Z' };
    expect(withTriggerTime(before, undefined)).toEqual({ note: 'kept' });
  });
});
