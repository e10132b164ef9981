import { at, type Fields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { age, type KindPrinter, nameOf } from './kind-printer.ts';

/** What is attached to nodes, Pods and Services: volumes, devices, addresses. Source: v1.35 pkg/printers/internalversion/printers.go */

export const csiNodePrinter: KindPrinter = {
  columns: ['NAME', 'DRIVERS', 'AGE'],
  row: (object, now) => [nameOf(object), String(listOf(at(object, 'spec', 'drivers')).length), age(object, now)],
};

export const csiDriverPrinter: KindPrinter = {
  columns: [
    'NAME',
    'ATTACHREQUIRED',
    'PODINFOONMOUNT',
    'STORAGECAPACITY',
    'TOKENREQUESTS',
    'REQUIRESREPUBLISH',
    'MODES',
    'AGE',
  ],
  row: (object, now) => {
    const tokens = at(object, 'spec', 'tokenRequests');
    const is = (field: string) => String(at(object, 'spec', field) === true);
    return [
      nameOf(object),
      String(at(object, 'spec', 'attachRequired') !== false),
      is('podInfoOnMount'),
      is('storageCapacity'),
      Array.isArray(tokens)
        ? rowsOf(tokens)
            .map(({ audience }) => textOf(audience))
            .join(',')
        : '<unset>',
      is('requiresRepublish'),
      listOf(at(object, 'spec', 'volumeLifecycleModes'))
        .map(String)
        .join(',') || '<none>',
      age(object, now),
    ];
  },
};

export const storageCapacityPrinter: KindPrinter = {
  columns: ['NAME', 'STORAGECLASSNAME', 'CAPACITY'],
  row: (object) => [
    nameOf(object),
    textOf(object.storageClassName),
    object.capacity === undefined ? '<unset>' : String(object.capacity),
  ],
};

export const volumeAttachmentPrinter: KindPrinter = {
  columns: ['NAME', 'ATTACHER', 'PV', 'NODE', 'ATTACHED', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    textOf(at(object, 'spec', 'attacher')),
    textOf(at(object, 'spec', 'source', 'persistentVolumeName')),
    textOf(at(object, 'spec', 'nodeName')),
    String(at(object, 'status', 'attached') === true),
    age(object, now),
  ],
};

export const volumeAttributesClassPrinter: KindPrinter = {
  columns: ['NAME', 'DRIVERNAME', 'AGE'],
  row: (object, now) => [nameOf(object), textOf(object.driverName), age(object, now)],
};

function claimState({ metadata, status }: Fields): string {
  const deleted = at(metadata, 'deletionTimestamp') !== undefined;
  const allocated = at(status, 'allocation') !== undefined;
  const reserved = listOf(at(status, 'reservedFor')).length > 0;
  return [
    ...(deleted ? ['deleted'] : []),
    ...(allocated ? ['allocated', ...(reserved ? ['reserved'] : [])] : deleted ? [] : ['pending']),
  ].join(',');
}

export const resourceClaimPrinter: KindPrinter = {
  columns: ['NAME', 'STATE', 'AGE'],
  row: (object, now) => [nameOf(object), claimState(object), age(object, now)],
};

export const resourceSlicePrinter: KindPrinter = {
  columns: ['NAME', 'NODE', 'DRIVER', 'POOL', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    textOf(at(object, 'spec', 'nodeName')),
    textOf(at(object, 'spec', 'driver')),
    textOf(at(object, 'spec', 'pool', 'name')),
    age(object, now),
  ],
};

function parent(address: Fields): string {
  const ref = at(address, 'spec', 'parentRef');
  if (ref === undefined || ref === null) return '<none>';
  const [group, resource] = [textOf(at(ref, 'group')), textOf(at(ref, 'resource'))];
  const kind = (group === '' ? resource : `${resource}.${group}`).toLowerCase();
  return [kind, textOf(at(ref, 'namespace')), textOf(at(ref, 'name'))].filter((part) => part !== '').join('/');
}

export const ipAddressPrinter: KindPrinter = {
  columns: ['NAME', 'PARENTREF', 'AGE'],
  row: (object, now) => [nameOf(object), parent(object), age(object, now)],
};

export const serviceCidrPrinter: KindPrinter = {
  columns: ['NAME', 'CIDRS', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    listOf(at(object, 'spec', 'cidrs'))
      .map(String)
      .join(','),
    age(object, now),
  ],
};
