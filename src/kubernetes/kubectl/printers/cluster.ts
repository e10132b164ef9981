import { at, byText, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { age, type KindPrinter, nameOf, orNone } from './kind-printer.ts';

/** The kinds around the pods. Source: v1.35 pkg/printers/internalversion/printers.go */

const rolePrefix = 'node-role.kubernetes.io/';

function nodeStatus(node: Fields): string {
  const ready = rowsOf(at(node, 'status', 'conditions')).find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

function nodeRoles(node: Fields): string {
  const labels = fieldsOf(at(node, 'metadata', 'labels'));
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix) && key.length > rolePrefix.length) return [key.slice(rolePrefix.length)];
    return key === 'kubernetes.io/role' && textOf(value) !== '' ? [textOf(value)] : [];
  });
  return roles.length === 0 ? '<none>' : [...new Set(roles)].sort(byText).join(',');
}

const orUnknown = (text: unknown) => textOf(text) || '<unknown>';

export const nodePrinter: KindPrinter = {
  columns: [
    'NAME',
    'STATUS',
    'ROLES',
    'AGE',
    'VERSION',
    '+INTERNAL-IP',
    '+EXTERNAL-IP',
    '+OS-IMAGE',
    '+KERNEL-VERSION',
    '+CONTAINER-RUNTIME',
  ],
  row: (object, now) => {
    const info = fieldsOf(at(object, 'status', 'nodeInfo'));
    const address = (type: string) =>
      orNone(rowsOf(at(object, 'status', 'addresses')).find((each) => each.type === type)?.address);
    return [
      nameOf(object),
      nodeStatus(object),
      nodeRoles(object),
      age(object, now),
      textOf(info.kubeletVersion),
      address('InternalIP'),
      address('ExternalIP'),
      orUnknown(info.osImage),
      orUnknown(info.kernelVersion),
      orUnknown(info.containerRuntimeVersion),
    ];
  },
};

export const namespacePrinter: KindPrinter = {
  columns: ['NAME', 'STATUS', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(at(object, 'status', 'phase')), age(object, now)],
};

const size = (object: Fields, ...fields: readonly string[]) =>
  String(fields.reduce((sum, field) => sum + Object.keys(fieldsOf(object[field])).length, 0));

export const configMapPrinter: KindPrinter = {
  columns: ['NAME', 'DATA', 'AGE'],
  row: (object, now) => [nameOf(object), size(object, 'data', 'binaryData'), age(object, now)],
};

export const secretPrinter: KindPrinter = {
  columns: ['NAME', 'TYPE', 'DATA', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(object.type), size(object, 'data'), age(object, now)],
};

/** Kinds with nothing to show but how old they are. */
export const agePrinter: KindPrinter = {
  columns: ['NAME', 'AGE'],
  row: (object, now) => [nameOf(object), age(object, now)],
};

/** Kinds that show a date and no age. */
export const createdPrinter: KindPrinter = {
  columns: ['NAME', 'CREATED AT'],
  row: (object) => [nameOf(object), textOf(at(object, 'metadata', 'creationTimestamp'))],
};

export const leasePrinter: KindPrinter = {
  columns: ['NAME', 'HOLDER', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(at(object, 'spec', 'holderIdentity')), age(object, now)],
};

export const priorityClassPrinter: KindPrinter = {
  columns: ['NAME', 'VALUE', 'GLOBAL-DEFAULT', 'AGE', 'PREEMPTIONPOLICY'],
  row: (object, now) => [
    nameOf(object),
    String(object.value ?? 0),
    String(object.globalDefault === true),
    age(object, now),
    textOf(object.preemptionPolicy),
  ],
};

export const runtimeClassPrinter: KindPrinter = {
  columns: ['NAME', 'HANDLER', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(object.handler), age(object, now)],
};

export const bindingPrinter: KindPrinter = {
  columns: ['NAME', 'ROLE', 'AGE', '+USERS', '+GROUPS', '+SERVICEACCOUNTS'],
  row: (object, now) => {
    const of = (kind: string) =>
      rowsOf(object.subjects)
        .filter((subject) => subject.kind === kind)
        .map(({ namespace, name }) =>
          kind === 'ServiceAccount' ? `${textOf(namespace)}/${textOf(name)}` : textOf(name),
        )
        .join(', ');
    return [
      nameOf(object),
      `${textOf(at(object, 'roleRef', 'kind'))}/${textOf(at(object, 'roleRef', 'name'))}`,
      age(object, now),
      of('User'),
      of('Group'),
      of('ServiceAccount'),
    ];
  },
};
