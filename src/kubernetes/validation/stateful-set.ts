import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative } from './problems.ts';
import { isPresent } from './shared-rules.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateStatefulSet */
export function validateStatefulSet(set: Manifest): readonly FieldError[] {
  const spec = fieldsOf(set.spec);
  return [
    ...validateObjectMeta(fieldsOf(set.metadata), true, subdomainName),
    ...policy(textOf(spec.podManagementPolicy), 'spec.podManagementPolicy'),
    ...strategy(fieldsOf(spec.updateStrategy), 'spec.updateStrategy'),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
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
  return isFields(rollingUpdate) ? [...notNegative(`${field}.rollingUpdate.partition`, rollingUpdate.partition)] : [];
}
