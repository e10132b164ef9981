import { fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePodDisruptionBudgetV1 */
export const describePodDisruptionBudget: Describer = function* (budget, context) {
  const out = new Description();
  const { name, namespace } = fieldsOf(budget.metadata);
  const { minAvailable, maxUnavailable, selector } = fieldsOf(budget.spec);
  const status = fieldsOf(budget.status);
  const count = (field: string): string => String(numberOf(status[field]) ?? 0);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  if (minAvailable !== undefined) out.line(0, 'Min available:', String(minAvailable));
  else if (maxUnavailable !== undefined) out.line(0, 'Max unavailable:', String(maxUnavailable));
  out.line(0, 'Selector:', selector === undefined ? '<unset>' : formatSelector(selector as LabelSelector));
  out.line(0, 'Status:');
  out.line(2, 'Allowed disruptions:', count('disruptionsAllowed'));
  out.line(2, 'Current:', count('currentHealthy'));
  out.line(2, 'Desired:', count('desiredHealthy'));
  out.line(2, 'Total:', count('expectedPods'));
  yield* writeEvents(out, budget, context);
  return out.toString();
};
