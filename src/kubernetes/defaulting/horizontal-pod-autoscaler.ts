import { type Fields, fieldsOf, listOf } from '../api/fields.ts';
import { fill, within } from './fill.ts';

const average = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};

const upwards: Fields = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const downwards: Fields = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] };

/**
 * Without a metric, the average use of CPU counts; rules of behaviour that are not given are filled in as soon as any is.
 * Source: v1.35 pkg/apis/autoscaling/v2/defaults.go
 */
export function defaultAutoscaler(autoscaler: Fields): Fields {
  if (autoscaler.apiVersion === 'autoscaling/v1') return defaultFirstVersion(autoscaler);
  return within(fill(autoscaler, { spec: {} }), 'spec', (value) => {
    const spec = fill(fieldsOf(value), { minReplicas: 1 });
    const measured = listOf(spec.metrics).length === 0 ? { ...spec, metrics: [average] } : spec;
    return within(measured, 'behavior', (behavior) => {
      const { scaleUp, scaleDown } = fieldsOf(behavior);
      return {
        ...fieldsOf(behavior),
        scaleUp: fill(fieldsOf(scaleUp), upwards),
        scaleDown: fill(fieldsOf(scaleDown), downwards),
      };
    });
  });
}

/** The older form knows CPU only. Source: v1.35 pkg/apis/autoscaling/v1/{defaults,conversion}.go */
const defaultFirstVersion = (autoscaler: Fields): Fields =>
  within(fill(autoscaler, { spec: {} }), 'spec', (spec) =>
    fill(fieldsOf(spec), { minReplicas: 1, targetCPUUtilizationPercentage: 80 }),
  );
