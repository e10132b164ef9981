import { describe, expect, it } from 'vitest';
import { withAppArmorFields } from '../../../src/kubernetes/registry/app-armor-annotations.ts';

const key = 'container.apparmor.security.beta.kubernetes.io/c';
const pod = (profile: string, container: object = {}, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', annotations: { [key]: profile } },
  spec: { containers: [{ name: 'c', ...container }, { name: 'd' }], ...spec },
});
const warning = `metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`;

describe('an AppArmor profile in an annotation', () => {
  it('is written into the field of its container, with a warning', () => {
    for (const [text, appArmorProfile] of [
      ['localhost/deny-write', { type: 'Localhost', localhostProfile: 'deny-write' }],
      ['runtime/default', { type: 'RuntimeDefault' }],
      ['unconfined', { type: 'Unconfined' }],
    ] as const) {
      const { object, warnings } = withAppArmorFields(pod(text, { securityContext: { runAsUser: 1 } }));
      const first = { name: 'c', securityContext: { runAsUser: 1, appArmorProfile } };
      expect(object.spec).toEqual({ containers: [first, { name: 'd' }] });
      expect(warnings).toEqual([warning]);
    }
  });

  it('is not written where it says nothing that can be written, with a warning all the same', () => {
    const { object, warnings } = withAppArmorFields(pod('localhost/'));
    expect(object.spec).toEqual({ containers: [{ name: 'c' }, { name: 'd' }] });
    expect(warnings).toEqual([warning]);
  });

  it('is passed over where a field says it, of the container or the same of the Pod, and on Windows', () => {
    const appArmorProfile = { type: 'RuntimeDefault' };
    for (const given of [
      pod('unconfined', { securityContext: { appArmorProfile } }),
      pod('runtime/default', {}, { securityContext: { appArmorProfile } }),
      pod('unconfined', {}, { os: { name: 'windows' } }),
    ]) {
      const { object, warnings } = withAppArmorFields(given);
      expect(object.spec).toEqual(given.spec);
      expect(warnings).toEqual([]);
    }
  });
});
