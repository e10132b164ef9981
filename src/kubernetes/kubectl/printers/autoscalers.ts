import { at, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { age, type KindPrinter, nameOf } from './kind-printer.ts';

/** `current/target` of one metric. Source: v1.35 pkg/printers/internalversion/printers.go formatHPAMetrics */
function targetWords(metric: Fields, measured: Fields | undefined): string {
  switch (metric.type) {
    case 'External':
      return amountWords(metric.external, measured?.external);
    case 'Object':
      return amountWords(metric.object, measured?.object);
    case 'Pods':
      return `${currentOf(measured?.pods, 'averageValue')}/${wantedOf(metric.pods, 'averageValue')}`;
    case 'Resource':
      return resourceWords(fieldsOf(metric.resource), measured?.resource);
    case 'ContainerResource':
      return resourceWords(fieldsOf(metric.containerResource), measured?.containerResource);
    default:
      return '<unknown type>';
  }
}

const currentOf = (measured: unknown, field: string): string => String(at(measured, 'current', field) ?? '<unknown>');
const wantedOf = (wanted: unknown, field: string): string => String(at(wanted, 'target', field) ?? '0');

function amountWords(wanted: unknown, measured: unknown): string {
  const average = at(wanted, 'target', 'averageValue') !== undefined;
  const field = average ? 'averageValue' : 'value';
  return `${currentOf(measured, field)}/${wantedOf(wanted, field)}${average ? ' (avg)' : ''}`;
}

function resourceWords(wanted: Fields, measured: unknown): string {
  const name = textOf(wanted.name);
  const { averageValue, averageUtilization } = fieldsOf(wanted.target);
  if (averageValue !== undefined) return `${name}: ${currentOf(measured, 'averageValue')}/${String(averageValue)}`;
  const current = numberOf(at(measured, 'current', 'averageUtilization'));
  const target = averageUtilization === undefined ? '<auto>' : `${String(averageUtilization)}%`;
  return `${name}: ${current === undefined ? '<unknown>' : `${current}%`}/${target}`;
}

export const autoscalerPrinter: KindPrinter = {
  columns: ['NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE'],
  row: (object, now) => {
    const current = rowsOf(at(object, 'status', 'currentMetrics'));
    const targets = rowsOf(at(object, 'spec', 'metrics')).map((metric, index) => targetWords(metric, current[index]));
    const shown =
      targets.length > 2 ? `${targets.slice(0, 2).join(', ')} + ${targets.length - 2} more...` : targets.join(', ');
    return [
      nameOf(object),
      `${textOf(at(object, 'spec', 'scaleTargetRef', 'kind'))}/${textOf(at(object, 'spec', 'scaleTargetRef', 'name'))}`,
      shown === '' ? '<none>' : shown,
      String(at(object, 'spec', 'minReplicas') ?? '<unset>'),
      String(at(object, 'spec', 'maxReplicas') ?? 0),
      String(numberOf(at(object, 'status', 'currentReplicas')) ?? 0),
      age(object, now),
    ];
  },
};
