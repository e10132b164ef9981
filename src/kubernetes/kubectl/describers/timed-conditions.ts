import { type Fields, textOf } from '../../api/fields.ts';
import type { Description } from './description.ts';
import { rfc1123 } from './times.ts';

const titles = { lastHeartbeatTime: 'LastHeartbeatTime', lastProbeTime: 'LastProbeTime' } as const;

/** Conditions with two times: the transition, and before it when the condition was last looked at. */
export function writeTimedConditions(
  out: Description,
  conditions: readonly Fields[],
  looked: keyof typeof titles,
): void {
  if (conditions.length === 0) return;
  out.line(0, 'Conditions:');
  out.line(1, 'Type', 'Status', titles[looked], 'LastTransitionTime', 'Reason', 'Message');
  out.line(1, '----', '------', '-----------------', '------------------', '------', '-------');
  for (const condition of conditions) {
    const { type, status, lastTransitionTime, reason, message } = condition;
    const cells = [
      textOf(type),
      textOf(status),
      rfc1123(condition[looked]),
      rfc1123(lastTransitionTime),
      textOf(reason),
    ];
    out.line(1, ...cells.map((cell) => `${cell} `), textOf(message));
  }
}
