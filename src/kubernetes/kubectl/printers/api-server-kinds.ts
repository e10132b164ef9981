import { at, byText, type Fields, fieldsOf, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { humanDuration } from './ages.ts';
import { age, type KindPrinter, nameOf, orNone } from './kind-printer.ts';

/** The kinds that steer the API server itself. Source: v1.35 pkg/printers/internalversion/printers.go */

const conditionOf = (object: Fields, type: string): Fields | undefined =>
  rowsOf(at(object, 'status', 'conditions')).find((condition) => condition.type === type);

/** Source: v1.35 pkg/printers/internalversion/printers.go extractCSRStatus */
export function requestState(request: Fields): string {
  const has = (type: string) => conditionOf(request, type) !== undefined;
  const decided = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  const issued = textOf(at(request, 'status', 'certificate')) !== '';
  return `${decided}${has('Failed') ? ',Failed' : ''}${issued ? ',Issued' : ''}`;
}

export const certificateSigningRequestPrinter: KindPrinter = {
  columns: ['NAME', 'AGE', 'SIGNERNAME', 'REQUESTOR', 'REQUESTEDDURATION', 'CONDITION'],
  row: (object, now) => {
    const seconds = at(object, 'spec', 'expirationSeconds');
    return [
      nameOf(object),
      age(object, now),
      orNone(at(object, 'spec', 'signerName')),
      textOf(at(object, 'spec', 'username')),
      typeof seconds === 'number' ? humanDuration(seconds * 1000) : '<none>',
      requestState(object),
    ];
  },
};

export const flowSchemaPrinter: KindPrinter = {
  columns: ['NAME', 'PRIORITYLEVEL', 'MATCHINGPRECEDENCE', 'DISTINGUISHERMETHOD', 'AGE', 'MISSINGPL'],
  row: (object, now) => [
    nameOf(object),
    orNone(at(object, 'spec', 'priorityLevelConfiguration', 'name')),
    String(at(object, 'spec', 'matchingPrecedence') ?? 0),
    orNone(at(object, 'spec', 'distinguisherMethod', 'type')),
    age(object, now),
    textOf(conditionOf(object, 'Dangling')?.status) || '?',
  ],
};

export const priorityLevelPrinter: KindPrinter = {
  columns: ['NAME', 'TYPE', 'NOMINALCONCURRENCYSHARES', 'QUEUES', 'HANDSIZE', 'QUEUELENGTHLIMIT', 'AGE'],
  row: (object, now) => {
    const queuing = (field: string) => orNone(at(object, 'spec', 'limited', 'limitResponse', 'queuing', field));
    return [
      nameOf(object),
      textOf(at(object, 'spec', 'type')),
      orNone(at(object, 'spec', 'limited', 'nominalConcurrencyShares')),
      queuing('queues'),
      queuing('handSize'),
      queuing('queueLengthLimit'),
      age(object, now),
    ];
  },
};

export const admissionPolicyPrinter: KindPrinter = {
  columns: ['NAME', 'VALIDATIONS', 'PARAMKIND', 'AGE'],
  row: (object, now) => {
    const kind = at(object, 'spec', 'paramKind');
    return [
      nameOf(object),
      String(listOf(at(object, 'spec', 'validations')).length),
      kind === undefined ? '<unset>' : `${textOf(at(kind, 'apiVersion'))}/${textOf(at(kind, 'kind'))}`,
      age(object, now),
    ];
  },
};

/** Whether the kind of a parameter has Namespaces is not known here, so a name without one could be of any. */
function paramOf(binding: Fields): string {
  const { name, namespace, selector } = fieldsOf(at(binding, 'spec', 'paramRef'));
  if (textOf(name) !== '') return `${textOf(namespace) || '*'}/${textOf(name)}`;
  return selector === undefined ? '<unset>' : goSelector(fieldsOf(selector));
}

/** A selector as Go prints a pointer to one. */
function goSelector({ matchLabels, matchExpressions }: Fields): string {
  const labels = Object.entries(fieldsOf(matchLabels)).sort(([a], [b]) => byText(a, b));
  const expressions = rowsOf(matchExpressions).map(
    ({ key, operator, values }) =>
      `LabelSelectorRequirement{Key:${textOf(key)},Operator:${textOf(operator)},Values:[${listOf(values).join(' ')}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.map(([key, value]) => `${key}: ${String(value)},`).join('')}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`;
}

export const admissionBindingPrinter: KindPrinter = {
  columns: ['NAME', 'POLICYNAME', 'PARAMREF', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(at(object, 'spec', 'policyName')), paramOf(object), age(object, now)],
};

export const webhookPrinter: KindPrinter = {
  columns: ['NAME', 'WEBHOOKS', 'AGE'],
  row: (object, now) => [nameOf(object), String(listOf(object.webhooks).length), age(object, now)],
};

/** Source: v1.35 kube-aggregator pkg/registry/apiservice/etcd/etcd.go */
export const apiServicePrinter: KindPrinter = {
  columns: ['NAME', 'SERVICE', 'AVAILABLE', 'AGE'],
  row: (object, now) => {
    const service = at(object, 'spec', 'service');
    const available = conditionOf(object, 'Available');
    const state = textOf(available?.status) || 'Unknown';
    return [
      nameOf(object),
      service === undefined || service === null
        ? 'Local'
        : `${textOf(at(service, 'namespace'))}/${textOf(at(service, 'name'))}`,
      available === undefined || state === 'True' ? state : `${state} (${textOf(available.reason)})`,
      age(object, now),
    ];
  },
};

export const componentStatusPrinter: KindPrinter = {
  columns: ['NAME', 'STATUS', 'MESSAGE', 'ERROR'],
  row: (object) => {
    const healthy = rowsOf(object.conditions).find(({ type }) => type === 'Healthy');
    const states: Readonly<Record<string, string>> = { True: 'Healthy', False: 'Unhealthy' };
    return [
      nameOf(object),
      states[textOf(healthy?.status)] ?? 'Unknown',
      textOf(healthy?.message),
      textOf(healthy?.error),
    ];
  },
};
