import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';
import { metricRow } from './metric-row.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeHorizontalPodAutoscalerV2 */
export const describeHorizontalPodAutoscaler: Describer = function* (autoscaler, context) {
  const out = new Description();
  const { scaleTargetRef, metrics, minReplicas, maxReplicas, behavior } = fieldsOf(autoscaler.spec);
  const { kind, name } = fieldsOf(scaleTargetRef);
  const status = fieldsOf(autoscaler.status);
  const count = (field: string): number => numberOf(status[field]) ?? 0;
  writeHead(out, autoscaler);
  out.line(0, 'CreationTimestamp:', rfc1123(fieldsOf(autoscaler.metadata).creationTimestamp));
  out.line(0, 'Reference:', `${textOf(kind)}/${textOf(name)}`);
  out.line(0, 'Metrics:', '( current / target )');
  const measured = rowsOf(status.currentMetrics);
  for (const [place, metric] of rowsOf(metrics).entries()) out.line(1, ...metricRow(metric, measured[place]));
  out.line(0, 'Min replicas:', String(minReplicas ?? '<unset>'));
  out.line(0, 'Max replicas:', String(numberOf(maxReplicas) ?? 0));
  if (isFields(behavior)) {
    out.line(0, 'Behavior:');
    writeDirection(out, 'Scale Up', behavior.scaleUp);
    writeDirection(out, 'Scale Down', behavior.scaleDown);
  }
  out.line(0, `${textOf(kind)} pods:`, `${count('currentReplicas')} current / ${count('desiredReplicas')} desired`);
  writeConditions(out, rowsOf(status.conditions));
  yield* writeEvents(out, autoscaler, context);
  return out.toString();
};

/** Source: describe.go printDirectionBehavior */
function writeDirection(out: Description, title: string, rules: unknown): void {
  if (!isFields(rules)) return;
  out.line(1, `${title}:`);
  const seconds = numberOf(rules.stabilizationWindowSeconds);
  if (seconds !== undefined) out.line(2, `Stabilization Window: ${seconds} seconds`);
  const policies = rowsOf(rules.policies);
  if (policies.length === 0) return;
  out.line(2, `Select Policy: ${String(rules.selectPolicy ?? 'Max')}`);
  out.line(2, 'Policies:');
  for (const { type, value, periodSeconds } of policies)
    out.line(3, `- Type: ${textOf(type)}`, `Value: ${String(value)}`, `Period: ${String(periodSeconds)} seconds`);
}

function writeConditions(out: Description, conditions: readonly Fields[]): void {
  if (conditions.length === 0) return;
  out.line(0, 'Conditions:');
  out.line(1, 'Type', 'Status', 'Reason', 'Message');
  out.line(1, '----', '------', '------', '-------');
  for (const { type, status, reason, message } of conditions)
    out.line(1, textOf(type), textOf(status), textOf(reason), textOf(message));
}
