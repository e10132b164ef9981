import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/kubernetes/admission/pod-security-checks.ts';
import type { Fields } from '../../../src/kubernetes/api/fields.ts';

const safe: Fields = {
  name: 'c',
  securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
};
const seccompProfile = { type: 'RuntimeDefault' };
const pod = (more: Fields, container: Fields = {}): Fields => ({
  securityContext: { seccompProfile },
  containers: [{ ...safe, ...container }],
  ...more,
});

describe('the Pod Security Standards', () => {
  it('have nothing against a pod that takes care', () => {
    expect(violationsOf('restricted', 'latest', pod({}))).toEqual([]);
  });

  it('name the kind of a volume once: where kinds are listed, hostPath is one of them', () => {
    const volumes = [{ name: 'v', hostPath: { path: '/' } }];
    expect(violationsOf('baseline', 'latest', pod({ volumes }))).toEqual(['hostPath volumes (volume "v")']);
    expect(violationsOf('restricted', 'latest', pod({ volumes }))).toEqual([
      'restricted volume types (volume "v" uses restricted volume type "hostPath")',
    ]);
  });

  it('let a container be asked at no host of its own choice, since v1.34', () => {
    const asked = pod({}, { livenessProbe: { httpGet: { host: '127.0.0.1', port: 80 } } });
    const says = 'probe or lifecycle host (container "c" uses probe or lifecycle host "127.0.0.1")';
    expect(violationsOf('baseline', 'latest', asked)).toEqual([says]);
    expect(violationsOf('baseline', 'v1.34', asked)).toEqual([says]);
    expect(violationsOf('baseline', 'v1.33', asked)).toEqual([]);
  });

  it('ask of a pod for Windows nothing that Windows does not know', () => {
    const windows = { os: { name: 'windows' }, containers: [{ name: 'c' }], securityContext: { runAsNonRoot: true } };
    expect(violationsOf('restricted', 'latest', windows)).toEqual([]);
  });

  it('are older than some of their rules', () => {
    const bare = { containers: [{ name: 'c', securityContext: { runAsNonRoot: true, runAsUser: 0 } }] };
    expect(violationsOf('restricted', 'v1.8', bare)).toEqual([
      'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)',
    ]);
  });
});
