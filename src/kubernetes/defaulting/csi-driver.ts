import { type Fields, fieldsOf, listOf } from '../api/fields.ts';
import { fill, within } from './fill.ts';

/** Source: v1.35 pkg/apis/storage/v1/defaults.go SetDefaults_CSIDriver */
export function defaultCsiDriver(driver: Fields): Fields {
  return within(fill(driver, { spec: {} }), 'spec', (value) => {
    const spec = fill(fieldsOf(value), {
      attachRequired: true,
      podInfoOnMount: false,
      storageCapacity: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      requiresRepublish: false,
      seLinuxMount: false,
    });
    return listOf(spec.volumeLifecycleModes).length === 0 ? { ...spec, volumeLifecycleModes: ['Persistent'] } : spec;
  });
}
