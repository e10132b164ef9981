import { type Fields, fieldsOf } from '../api/fields.ts';
import { fill, fillZero, within } from './fill.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** Source: v1.35 pkg/apis/apps/v1/defaults.go SetDefaults_DaemonSet */
export function defaultDaemonSet(set: Fields): Fields {
  return within(fill(set, { spec: {} }), 'spec', (value) => {
    const spec = fill(fieldsOf(value), { updateStrategy: {}, revisionHistoryLimit: 10 });
    const strategy = fillZero(fieldsOf(spec.updateStrategy), { type: 'RollingUpdate' });
    const rolling = fill(fieldsOf(strategy.rollingUpdate), { maxUnavailable: 1, maxSurge: 0 });
    return {
      ...spec,
      updateStrategy: strategy.type === 'RollingUpdate' ? { ...strategy, rollingUpdate: rolling } : strategy,
      template: defaultPodTemplate(spec.template),
    };
  });
}
