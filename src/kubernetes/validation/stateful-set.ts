import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative, oneOf } from './problems.ts';
import { amountOf, atMostAll, isPresent, positiveIntOrPercent } from './shared-rules.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateStatefulSet */
export function validateStatefulSet(set: Manifest): readonly FieldError[] {
  const spec = fieldsOf(set.spec);
  return [
    ...validateObjectMeta(fieldsOf(set.metadata), true, subdomainName),
    ...policy(textOf(spec.podManagementPolicy), 'spec.podManagementPolicy'),
    ...strategy(fieldsOf(spec.updateStrategy), 'spec.updateStrategy'),
    ...retention(fieldsOf(spec.persistentVolumeClaimRetentionPolicy), 'spec.persistentVolumeClaimRetentionPolicy'),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...notNegative('spec.ordinals.start', fieldsOf(spec.ordinals).start),
    ...validateWorkloadSelector(spec, 'statefulset'),
    ...validatePodTemplate(withClaims(spec), 'spec.template'),
    ...alwaysRestarted(spec.template, 'StatefulSet', 'spec.template'),
  ];
}

/** What the claim templates are called can be mounted as a volume is. */
function withClaims({ template, volumeClaimTemplates }: Fields): unknown {
  const claims = rowsOf(volumeClaimTemplates).map(({ metadata }) => textOf(fieldsOf(metadata).name));
  if (claims.length === 0 || !isFields(template)) return template;
  const pod = fieldsOf(template.spec);
  const volumes = claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  return { ...template, spec: { ...pod, volumes: [...rowsOf(pod.volumes), ...volumes] } };
}

/** Source: ValidatePersistentVolumeClaimRetentionPolicy */
const retention = (given: Fields, field: string): readonly FieldError[] =>
  ['whenDeleted', 'whenScaled'].flatMap((name) => [...oneOf(`${field}.${name}`, given[name], ['Delete', 'Retain'])]);

function policy(value: string, field: string): readonly FieldError[] {
  if (value === '') return [required(field)];
  if (value === 'OrderedReady' || value === 'Parallel') return [];
  return [invalidValue(field, value, "must be 'OrderedReady' or 'Parallel'")];
}

function strategy(given: Fields, field: string): readonly FieldError[] {
  const { type, rollingUpdate } = given;
  if (textOf(type) === '') return [required(field)];
  if (type === 'OnDelete') {
    const why = "only allowed for updateStrategy 'RollingUpdate'";
    return isPresent(rollingUpdate) ? [invalidValue(`${field}.rollingUpdate`, rollingUpdate, why)] : [];
  }
  if (type !== 'RollingUpdate') {
    const printed = { Type: type, RollingUpdate: rollingUpdate ?? null };
    return [invalidValue(field, printed, "must be 'RollingUpdate' or 'OnDelete'")];
  }
  if (!isFields(rollingUpdate)) return [];
  const { partition, maxUnavailable } = rollingUpdate;
  const here = `${field}.rollingUpdate`;
  return [
    ...notNegative(`${here}.partition`, partition),
    ...positiveIntOrPercent(`${here}.maxUnavailable`, maxUnavailable),
    ...atMostAll(`${here}.maxUnavailable`, maxUnavailable),
    ...(isPresent(maxUnavailable) && amountOf(maxUnavailable) === 0
      ? [invalidValue(`${here}.maxUnavailable`, maxUnavailable, 'cannot be 0')]
      : []),
  ];
}
