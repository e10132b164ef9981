import { rowsOf, textOf } from '../../api/fields.ts';
import type { Description } from './description.ts';
import { rfc1123 } from './times.ts';

/** Type, status and reason, as the workloads show them; the type with a blank behind it. Source: v1.35 kubectl pkg/describe/describe.go */
export function writeReasons(out: Description, conditions: unknown): void {
  const rows = rowsOf(conditions);
  if (rows.length === 0) return;
  out.line(0, 'Conditions:');
  out.line(1, 'Type', 'Status', 'Reason');
  out.line(1, '----', '------', '------');
  for (const { type, status, reason } of rows) out.line(1, `${textOf(type)} `, textOf(status), textOf(reason));
}

/** With the time of the last transition and a message, as Namespaces and ServiceCIDRs show them. */
export function writeTransitions(out: Description, conditions: unknown): void {
  const rows = rowsOf(conditions);
  if (rows.length === 0) return;
  out.line(0, 'Conditions:');
  out.line(1, 'Type', 'Status', 'LastTransitionTime', 'Reason', 'Message');
  out.line(1, '----', '------', '------------------', '------', '-------');
  for (const { type, status, lastTransitionTime, reason, message } of rows)
    out.line(1, textOf(type), textOf(status), rfc1123(lastTransitionTime), textOf(reason), textOf(message));
}
