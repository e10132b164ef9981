import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

const says = (kind: string, rest: object, metadata: object = { name: 'x' }): readonly string[] => {
  const object = { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata, ...rest };
  return validateCreate(object as Manifest).map(lineOf);
};
const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
const policy = (spec: object, metadata?: object) =>
  says(
    'ValidatingAdmissionPolicy',
    { spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'true' }], ...spec } },
    metadata,
  );

describe('a policy for admission', () => {
  it('says which requests it is about and what they must be like', () => {
    expect(policy({})).toEqual([]);
    const one = 'Required value: validations or auditAnnotations must contain at least one item';
    expect(says('ValidatingAdmissionPolicy', {}, {})).toEqual([
      'metadata.name: Required value: name or generateName is required',
      'spec.matchConstraints: Required value',
      `spec.validations: ${one}`,
      `spec.auditAnnotations: ${one}`,
    ]);
    expect(policy({ matchConstraints: { resourceRules: [] } })).toEqual([
      'spec.matchConstraints.resourceRules: Required value',
    ]);
  });

  it('has rules that a webhook could have too', () => {
    const path = 'spec.matchConstraints.resourceRules[0]';
    expect(policy({ matchConstraints: { resourceRules: [{}] } })).toEqual(
      ['operations', 'apiGroups', 'apiVersions', 'resources'].map((field) => `${path}.${field}: Required value`),
    );
    const odd = { ...rule, operations: ['*', 'LIST'], resources: ['*', 'pods'], scope: 'Any' };
    expect(policy({ matchConstraints: { resourceRules: [odd] } })).toEqual([
      `${path}.operations: Invalid value: ["*","LIST"]: if '*' is present, must not specify other operations`,
      `${path}.operations[1]: Unsupported value: "LIST": supported values: "*", "CONNECT", "CREATE", "DELETE", "UPDATE"`,
      `${path}.resources: Invalid value: ["*","pods"]: if '*' is present, must not specify other resources without subresources`,
      `${path}.scope: Unsupported value: "Any": supported values: "*", "Cluster", "Namespaced"`,
    ]);
  });

  it('is told of empty expressions, unknown reasons and lines that break', () => {
    const validations = [
      { expression: ' ', reason: 'Because' },
      { expression: 'true', message: 'a\nb' },
    ];
    expect(policy({ validations, variables: [{ name: 'a-b', expression: '' }] })).toEqual([
      'spec.variables[0].name: Invalid value: "a-b": name is not a valid CEL identifier',
      'spec.variables[0].expression: Required value: expression is not specified',
      'spec.validations[0].expression: Required value: expression is not specified',
      'spec.validations[0].reason: Unsupported value: "Because": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized"',
      'spec.validations[1].message: Invalid value: "a\\nb": message must not contain line breaks',
    ]);
  });
});

describe('the binding of a policy', () => {
  const binding = (spec: object) =>
    says('ValidatingAdmissionPolicyBinding', { spec: { policyName: 'p', validationActions: ['Deny'], ...spec } });
  it('names the policy, what is done, and what is done where its parameter is missing', () => {
    expect(binding({})).toEqual([]);
    expect(binding({ policyName: undefined, validationActions: [], paramRef: { name: 'a' } })).toEqual([
      'spec.policyName: Required value',
      'spec.paramRef.parameterNotFoundAction: Required value',
      'spec.validationActions: Required value: at least one validation action is required',
    ]);
    expect(binding({ paramRef: { parameterNotFoundAction: 'Allow' } })).toEqual([
      'spec.paramRef: Required value: one of name or selector must be specified',
    ]);
  });
  it('does not both deny and warn', () => {
    expect(binding({ validationActions: ['Deny', 'Warn'] })).toEqual([
      'spec.validationActions: Invalid value: ["Deny","Warn"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
    ]);
  });
});

describe('a configuration of webhooks', () => {
  const hook = { name: 'a.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'] };
  const hooks = (...webhooks: readonly object[]) => says('ValidatingWebhookConfiguration', { webhooks });
  it('says where they are called, with what, and that they have no side effects', () => {
    const service = { name: 's', namespace: 'n' };
    expect(hooks({ ...hook, clientConfig: { service } })).toEqual([]);
    expect(hooks({ name: 'short.name', clientConfig: {} })).toEqual([
      'webhooks[0].name: Invalid value: "short.name": should be a domain with at least three segments separated by dots',
      'webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun',
      'webhooks[0].clientConfig: Required value: exactly one of url or service is required',
      'webhooks[0].admissionReviewVersions: Required value: must specify one of v1, v1beta1',
    ]);
  });
  it('has each name once, and calls nothing without TLS', () => {
    const clientConfig = { url: 'http://example.com' };
    const url =
      'clientConfig.url: Invalid value: "http": \'https\' is the only allowed URL scheme; desired format: https://host[/path]';
    expect(hooks({ ...hook, clientConfig }, { ...hook, clientConfig })).toEqual([
      `webhooks[0].${url}`,
      `webhooks[1].${url}`,
      'webhooks[1].name: Duplicate value: "a.example.com"',
    ]);
  });
});
