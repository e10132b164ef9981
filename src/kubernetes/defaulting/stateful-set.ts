import { type Fields, fieldsOf } from '../api/fields.ts';
import { each, fill, fillZero, within } from './fill.ts';
import { defaultClaim } from './persistent-volume-claim.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** Source: v1.35 pkg/apis/apps/v1/defaults.go SetDefaults_StatefulSet */
export function defaultStatefulSet(set: Fields): Fields {
  return within(fill(set, { spec: {} }), 'spec', (value) => {
    const spec = fill(fillZero(fieldsOf(value), { podManagementPolicy: 'OrderedReady' }), {
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {},
      replicas: 1,
      revisionHistoryLimit: 10,
      serviceName: '',
    });
    const strategy = fillZero(fieldsOf(spec.updateStrategy), { type: 'RollingUpdate' });
    const rolling = fill(fieldsOf(strategy.rollingUpdate), { partition: 0 });
    const done: Fields = {
      ...spec,
      updateStrategy: strategy.type === 'RollingUpdate' ? { ...strategy, rollingUpdate: rolling } : strategy,
      persistentVolumeClaimRetentionPolicy: fillZero(fieldsOf(spec.persistentVolumeClaimRetentionPolicy), {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      }),
      template: defaultPodTemplate(spec.template),
    };
    return each(done, 'volumeClaimTemplates', (claim) => ({
      ...defaultClaim({ ...claim, apiVersion: 'v1', kind: 'PersistentVolumeClaim' }),
      status: { phase: 'Pending' },
    }));
  });
}
