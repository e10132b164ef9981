import { describe, expect, it } from 'vitest';
import { serviceAccount } from '../../../src/kubernetes/admission/service-account.ts';
import { resourceForKind } from '../../../src/kubernetes/api/resources.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';

const account = {
  metadata: { name: 'shut', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
  secrets: [{ name: 'own' }],
};

function refusal(container: object): string | undefined {
  const resource = resourceForKind('v1', 'Pod');
  if (resource === undefined) throw new Error('there are no Pods');
  const spec = { serviceAccountName: 'shut', containers: [{ name: 'c', ...container }] };
  const object: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec };
  const request = {
    operation: 'CREATE',
    resource,
    namespace: 'default',
    user: { name: 'a', groups: [] },
    object,
  } as const;
  const outcome = serviceAccount.admit?.(request, { get: () => account, list: () => [] }, () => 0);
  return outcome !== undefined && 'refused' in outcome ? outcome.refused.message : undefined;
}

describe('an account that is limited to its own secrets', () => {
  it('lends none but those to variables, one by one or all together', () => {
    const why = 'is not allowed because service account shut does not reference that secret';
    const one = (name: string) => ({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k' } } }] });
    const all = (name: string) => ({ envFrom: [{ secretRef: { name } }] });
    expect(refusal(one('other'))).toBe(
      `pods "p" is forbidden: container c with envVar A referencing secret.secretName="other" ${why}`,
    );
    expect(refusal(all('other'))).toBe(
      `pods "p" is forbidden: container c with envFrom referencing secret.secretName="other" ${why}`,
    );
    expect(refusal(one('own'))).toBeUndefined();
    expect(refusal(all('own'))).toBeUndefined();
  });
});
