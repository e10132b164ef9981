import { type Fields, fieldsOf } from '../api/fields.ts';
import { each, fill, within } from './fill.ts';

const scoped = (rule: Fields): Fields => fill(rule, { scope: '*' });

/** Source: v1.35 pkg/apis/admissionregistration/v1/defaults.go SetDefaults_MutatingWebhook, SetDefaults_ValidatingWebhook */
export function defaultWebhooks(configuration: Fields): Fields {
  const mutating = configuration.kind === 'MutatingWebhookConfiguration';
  return each(configuration, 'webhooks', (webhook) => {
    const done = fill(webhook, {
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: 10,
      ...(mutating ? { reinvocationPolicy: 'Never' } : {}),
    });
    return within(each(done, 'rules', scoped), 'clientConfig', (client) =>
      within(fieldsOf(client), 'service', (service) => fill(fieldsOf(service), { port: 443 })),
    );
  });
}

/** Which requests a policy is about. Source: the same file, SetDefaults_MatchResources */
function defaultMatch(value: unknown): Fields {
  const match = fill(fieldsOf(value), { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} });
  return each(each(match, 'resourceRules', scoped), 'excludeResourceRules', scoped);
}

export const defaultAdmissionPolicy = (policy: Fields): Fields =>
  within(policy, 'spec', (spec) =>
    within(fill(fieldsOf(spec), { failurePolicy: 'Fail' }), 'matchConstraints', defaultMatch),
  );

export const defaultAdmissionPolicyBinding = (binding: Fields): Fields =>
  within(binding, 'spec', (spec) => within(fieldsOf(spec), 'matchResources', defaultMatch));
