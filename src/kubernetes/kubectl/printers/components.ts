import { at, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { age, type KindPrinter, nameOf } from './kind-printer.ts';

/** Source: v1.35 pkg/printers/internalversion/printers.go printComponentStatus */
export const componentStatusPrinter: KindPrinter = {
  columns: ['NAME', 'STATUS', 'MESSAGE', 'ERROR'],
  row: (object) => {
    const healthy = rowsOf(object.conditions).find(({ type }) => type === 'Healthy');
    const words: Readonly<Record<string, string>> = { True: 'Healthy', False: 'Unhealthy' };
    return [
      nameOf(object),
      words[textOf(healthy?.status)] ?? 'Unknown',
      textOf(healthy?.message),
      textOf(healthy?.error),
    ];
  },
};

/** Source: v1.35 pkg/printers/internalversion/printers.go printCSINode */
export const csiNodePrinter: KindPrinter = {
  columns: ['NAME', 'DRIVERS', 'AGE'],
  row: (object, now) => [nameOf(object), String(listOf(at(object, 'spec', 'drivers')).length), age(object, now)],
};
