import { fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { ageOf } from './ages.ts';
import { age, type KindPrinter, nameOf, orNone } from './kind-printer.ts';
import { printedStatus } from './pod-status.ts';

/** One row, wide columns included. Source: v1.35 pkg/printers/internalversion/printers.go printPod */
export function podRow(pod: unknown, now: string): readonly string[] {
  const fields = fieldsOf(pod);
  const spec = fieldsOf(fields.spec);
  const status = fieldsOf(fields.status);
  const { ready, status: word, restarts, restartedAt } = printedStatus(pod);
  const gates = rowsOf(spec.readinessGates);
  const passed = gates.filter(({ conditionType }) =>
    rowsOf(status.conditions).some((condition) => condition.type === conditionType && condition.status === 'True'),
  );
  return [
    nameOf(fields),
    ready,
    word,
    restarts !== '0' && restartedAt !== undefined ? `${restarts} (${ageOf(restartedAt, now)} ago)` : restarts,
    age(fields, now),
    orNone(textOf(fieldsOf(rowsOf(status.podIPs)[0]).ip) || status.podIP),
    orNone(spec.nodeName),
    orNone(status.nominatedNodeName),
    gates.length === 0 ? '<none>' : `${passed.length}/${gates.length}`,
  ];
}

export const podPrinter: KindPrinter = {
  columns: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', '+IP', '+NODE', '+NOMINATED NODE', '+READINESS GATES'],
  row: podRow,
};
