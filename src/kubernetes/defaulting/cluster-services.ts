import { type Fields, fieldsOf, listOf, textOf } from '../api/fields.ts';
import { each, fill, fillZero, within } from './fill.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** The kinds by which the API server itself is set up. Sources: v1.35 pkg/apis/{flowcontrol,resource}/v1/defaults.go, kube-aggregator, apiextensions-apiserver */

export const defaultPodTemplateObject = (object: Fields): Fields => ({
  ...object,
  template: defaultPodTemplate(object.template),
});

export const defaultFlowSchema = (schema: Fields): Fields =>
  within(schema, 'spec', (spec) => fillZero(fieldsOf(spec), { matchingPrecedence: 1000 }));

const queuing: Fields = { queues: 64, handSize: 8, queueLengthLimit: 50 };

export const defaultPriorityLevel = (level: Fields): Fields =>
  within(level, 'spec', (value) => {
    const spec = within(fieldsOf(value), 'limited', (limited) => {
      const filled = fill(fieldsOf(limited), { nominalConcurrencyShares: 30, lendablePercent: 0 });
      return within(filled, 'limitResponse', (response) =>
        within(fieldsOf(response), 'queuing', (given) => fillZero(fieldsOf(given), queuing)),
      );
    });
    const shares = { nominalConcurrencyShares: 0, lendablePercent: 0 };
    if (spec.type === 'Exempt') return { ...spec, exempt: fill(fieldsOf(spec.exempt), shares) };
    return within(spec, 'exempt', (exempt) => fill(fieldsOf(exempt), shares));
  });

export const defaultApiService = (service: Fields): Fields =>
  within(service, 'spec', (spec) =>
    within(fieldsOf(spec), 'service', (reference) => fill(fieldsOf(reference), { port: 443 })),
  );

export function defaultCustomResourceDefinition(definition: Fields): Fields {
  return within(definition, 'spec', (value) => {
    const spec = fill(fieldsOf(value), { conversion: { strategy: 'None' } });
    return within(spec, 'names', (given) => {
      const names = fieldsOf(given);
      const kind = textOf(names.kind);
      return kind === '' ? names : fillZero(names, { singular: kind.toLowerCase(), listKind: `${kind}List` });
    });
  });
}

const counted = (request: Fields): Fields => {
  const typed = fillZero(request, { allocationMode: 'ExactCount' });
  const done = typed.allocationMode === 'ExactCount' ? fillZero(typed, { count: 1 }) : typed;
  return each(done, 'tolerations', (toleration) => fillZero(toleration, { operator: 'Equal' }));
};

const defaultClaimSpec = (value: unknown): Fields =>
  within(fieldsOf(value), 'devices', (devices) =>
    each(fieldsOf(devices), 'requests', (request) => {
      const exactly = within(request, 'exactly', (exact) => counted(fieldsOf(exact)));
      return listOf(request.firstAvailable).length === 0 ? exactly : each(exactly, 'firstAvailable', counted);
    }),
  );

export const defaultResourceClaim = (claim: Fields): Fields => within(claim, 'spec', defaultClaimSpec);

export const defaultResourceClaimTemplate = (template: Fields): Fields =>
  within(template, 'spec', (spec) => within(fieldsOf(spec), 'spec', defaultClaimSpec));
