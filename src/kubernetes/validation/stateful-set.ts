import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import type { Manifest } from '../api/types.ts';
import { validateAnnotations, validateLabels, validateObjectMeta } from './object-meta.ts';
import { validatePodAnnotations } from './pod-annotations.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative, oneOf } from './problems.ts';
import { amountOf, atMostAll, isPresent, positiveIntOrPercent } from './shared-rules.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateStatefulSet */
export function validateStatefulSet(set: Manifest): readonly FieldError[] {
  const spec = fieldsOf(set.spec);
  return [
    // The name goes into the names of hosts.
    ...validateObjectMeta(fieldsOf(set.metadata), true, isDns1123Label),
    ...policy(textOf(spec.podManagementPolicy), 'spec.podManagementPolicy'),
    ...strategy(fieldsOf(spec.updateStrategy), 'spec.updateStrategy'),
    ...retention(fieldsOf(spec.persistentVolumeClaimRetentionPolicy), 'spec.persistentVolumeClaimRetentionPolicy'),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...notNegative('spec.ordinals.start', fieldsOf(spec.ordinals).start),
    ...serviceName(textOf(spec.serviceName), 'spec.serviceName'),
    ...validateWorkloadSelector(spec, words, () => template(toValidate(spec), 'spec.template')),
    ...alwaysRestarted(spec.template, 'StatefulSet', 'spec.template'),
  ];
}

const words = { empty: 'empty selector is invalid for statefulset', unreadable: '' };

const serviceName = (name: string, field: string): readonly FieldError[] =>
  name === '' ? [] : isDns1123Label(name).map((why) => invalidValue(field, name, why));

/** The metadata of the template is looked at twice. Source: ValidatePodTemplateSpecForStatefulSet */
function template(given: unknown, field: string): readonly FieldError[] {
  const { labels, annotations } = fieldsOf(fieldsOf(given).metadata);
  return [
    ...validatePodTemplate(given, field),
    ...validateLabels(labels, `${field}.labels`),
    ...validateAnnotations(annotations, `${field}.annotations`),
    ...validatePodAnnotations(fieldsOf(annotations), fieldsOf(fieldsOf(given).spec), `${field}.annotations`),
  ];
}

/**
 * The template as the Pods will be: what the claim templates are called can be mounted as a volume is, and the names of
 * hosts are given by the controller.
 */
function toValidate({ template, volumeClaimTemplates }: Fields): unknown {
  if (!isFields(template)) return template;
  const claims = rowsOf(volumeClaimTemplates).map(({ metadata }) => textOf(fieldsOf(metadata).name));
  const { subdomain: _subdomain, hostname: _hostname, ...pod } = fieldsOf(template.spec);
  const volumes = [
    ...claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ...rowsOf(pod.volumes).filter(({ name }) => !claims.includes(textOf(name))),
  ];
  return { ...template, spec: { ...pod, volumes } };
}

/** Source: ValidatePersistentVolumeClaimRetentionPolicy */
const retention = (given: Fields, field: string): readonly FieldError[] =>
  ['whenDeleted', 'whenScaled'].flatMap((name) => [...oneOf(`${field}.${name}`, given[name], ['Retain', 'Delete'])]);

function policy(value: string, field: string): readonly FieldError[] {
  if (value === '') return [required(field)];
  if (value === 'OrderedReady' || value === 'Parallel') return [];
  return [invalidValue(field, value, "must be 'OrderedReady' or 'Parallel'")];
}

const printedRolling = ({ partition, maxUnavailable }: Fields) => ({
  Partition: partition ?? 0,
  MaxUnavailable: maxUnavailable ?? null,
});

function strategy(given: Fields, field: string): readonly FieldError[] {
  const { type, rollingUpdate } = given;
  if (textOf(type) === '') return [required(field)];
  if (type === 'OnDelete') {
    const why = "only allowed for updateStrategy 'RollingUpdate'";
    return isFields(rollingUpdate) ? [invalidValue(`${field}.rollingUpdate`, printedRolling(rollingUpdate), why)] : [];
  }
  if (type !== 'RollingUpdate') {
    const printed = { Type: type, RollingUpdate: isFields(rollingUpdate) ? printedRolling(rollingUpdate) : null };
    return [invalidValue(field, printed, "must be 'RollingUpdate' or 'OnDelete'")];
  }
  if (!isFields(rollingUpdate)) return [];
  const { partition, maxUnavailable } = rollingUpdate;
  const here = `${field}.rollingUpdate`;
  return [
    ...notNegative(`${here}.partition`, partition),
    ...positiveIntOrPercent(`${here}.maxUnavailable`, maxUnavailable),
    ...(isPresent(maxUnavailable) && amountOf(maxUnavailable) === 0
      ? [invalidValue(`${here}.maxUnavailable`, maxUnavailable, 'cannot be 0')]
      : []),
    ...atMostAll(`${here}.maxUnavailable`, maxUnavailable),
  ];
}
