import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, own, sameJson, textOf } from '../api/fields.ts';
import { isConfigMapKey, isDns1123Label } from '../api/names.ts';
import type { Manifest } from '../api/types.ts';
import { validateCronJob } from './cron-job.ts';
import { validateDaemonSet } from './daemon-set.ts';
import { validateJob } from './job.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { validatePod, validatePodUpdate } from './pod.ts';
import { validateResourceQuota } from './resource-quota.ts';
import { validateService } from './service.ts';
import { validateStatefulSet } from './stateful-set.ts';
import { validateDeployment, validateReplicaSet } from './workloads.ts';

type Rules = (object: Fields) => readonly FieldError[];

const meta: Rules = (object) => validateObjectMeta(object.metadata, true, subdomainName);
const namespace: Rules = (object) => validateObjectMeta(object.metadata, false, isDns1123Label);

const keys = (object: Fields): readonly FieldError[] =>
  ['data', 'binaryData'].flatMap((field) =>
    Object.keys(fieldsOf(object[field])).flatMap((key) =>
      isConfigMapKey(key).map((why) => invalidValue(`${field}[${key}]`, key, why)),
    ),
  );

const needed: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

function secret(object: Fields): readonly FieldError[] {
  const data = fieldsOf(object.data);
  const missing = (own(needed, textOf(object.type)) ?? []).filter((key) => !Object.hasOwn(data, key));
  return [...meta(object), ...keys(object), ...missing.map((key) => required(`data[${key}]`))];
}

/** One validator for each kind whose fields are checked; the others only have their metadata looked at. */
const validators: Readonly<Record<string, Rules>> = {
  Pod: (object) => [...validatePod(object)],
  Deployment: validateDeployment,
  ReplicaSet: validateReplicaSet,
  Service: validateService,
  Namespace: namespace,
  ConfigMap: (object) => [...meta(object), ...keys(object)],
  Secret: secret,
  DaemonSet: (object) => validateDaemonSet(object as Manifest),
  StatefulSet: (object) => validateStatefulSet(object as Manifest),
  Job: (object) => validateJob(object as Manifest),
  CronJob: (object) => validateCronJob(object as Manifest),
  PersistentVolumeClaim: (object) => validatePersistentVolumeClaim(object as Manifest),
  ResourceQuota: (object) => validateResourceQuota(object as Manifest),
};

/** Everything that is wrong with a new object, in the server's order. Source: v1.35 pkg/apis */
export function validateCreate(object: Manifest): readonly FieldError[] {
  const { kind } = object;
  if (kind === 'Event' || kind === 'Lease') return [];
  return (own(validators, kind) ?? (() => []))(object as Fields);
}

const immutable = 'field is immutable';

/** The same for a changed object, and what may not change. */
export function validateUpdate(object: Manifest, old: Manifest): readonly FieldError[] {
  const spec = fieldsOf((object as Fields).spec);
  const before = fieldsOf((old as Fields).spec);
  if (object.kind === 'Pod') return [...validatePodUpdate(object as Fields, old as Fields)];
  const errors = [...validateCreate(object)];
  if ((object.kind === 'Deployment' || object.kind === 'ReplicaSet') && !sameJson(spec.selector, before.selector)) {
    errors.push(invalidValue('spec.selector', spec.selector, immutable));
  }
  return errors;
}
