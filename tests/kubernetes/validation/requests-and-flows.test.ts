import { describe, expect, it } from 'vitest';
import { base64 } from '../../../src/kubernetes/api/base64.ts';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

const says = (kind: string, spec: object, name = 'x'): readonly string[] =>
  validateCreate({ apiVersion: 'v1', kind, metadata: { name }, spec } as Manifest).map(lineOf);

describe('a request for a certificate', () => {
  const request = base64('-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n-----END CERTIFICATE REQUEST-----\n');
  const good = { request, signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth'] };
  const csr = (spec: object) => says('CertificateSigningRequest', { ...good, ...spec });

  it('has a request in PEM, a signer and usages that are known', () => {
    expect(csr({})).toEqual([]);
    expect(csr({ request: 'Zm9v', usages: [], signerName: 'me' })).toEqual([
      'spec.request: Invalid value: "Zm9v": PEM block type must be CERTIFICATE REQUEST',
      'spec.usages: Required value',
      'spec.signerName: Invalid value: "me": must be a fully qualified domain and path of the form \'example.com/signer-name\'',
    ]);
    expect(csr({ usages: ['signing', 'signing'], expirationSeconds: 60 })).toEqual([
      'spec.usages[1]: Duplicate value: "signing"',
      'spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 600 seconds (10 minutes)',
    ]);
  });
});

describe('a schema of flows', () => {
  const rule = {
    subjects: [{ kind: 'Group', group: { name: 'system:unauthenticated' } }],
    nonResourceRules: [{ nonResourceURLs: ['/healthz'], verbs: ['*'] }],
  };
  const flow = (spec: object) => says('FlowSchema', { priorityLevelConfiguration: { name: 'exempt' }, ...spec });

  it('names its level and whom its rules are about', () => {
    expect(flow({ rules: [rule] })).toEqual([]);
    expect(flow({ priorityLevelConfiguration: {}, matchingPrecedence: 1, rules: [{}] })).toEqual([
      "spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have matchingPrecedence 1",
      'spec.priorityLevelConfiguration.name: Required value: must reference a priority level',
      'spec.rules[0].subjects: Required value: subjects must contain at least one value',
      'spec.rules[0]: Required value: at least one of resourceRules and nonResourceRules has to be non-empty',
    ]);
  });

  it('has subjects of one kind, and resources in namespaces or in the cluster', () => {
    const subjects = [
      { kind: 'User', group: { name: 'g' } },
      { kind: 'ServiceAccount', serviceAccount: { name: '*' } },
    ];
    const resourceRules = [{ verbs: ['list'], apiGroups: ['', '*'], resources: ['pods'] }];
    expect(flow({ rules: [{ subjects, resourceRules }] })).toEqual([
      "spec.rules[0].subjects[0].user: Required value: user is required when subject kind is 'User'",
      "spec.rules[0].subjects[0].group: Forbidden: group is forbidden when subject kind is not 'Group'",
      'spec.rules[0].subjects[1].serviceAccount.namespace: Required value: must specify namespace for service account',
      'spec.rules[0].resourceRules[0].apiGroups: Invalid value: ["","*"]: if \'*\' is present, must not specify other api groups',
      'spec.rules[0].resourceRules[0].namespaces: Required value: resource rules that are not cluster scoped must supply at least one namespace',
    ]);
  });
});
