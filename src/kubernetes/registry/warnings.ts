import { type Fields, fieldsOf, isFields, listOf, numberOf, own, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import type { Manifest } from '../api/types.ts';
import { deprecatedNodeLabel, nodeTermWarnings } from './node-label-warnings.ts';
import { bygoneVolumes, fractionOf, podWarnings } from './pod-warnings.ts';

type Warner = (object: Fields, old: Fields | undefined) => Iterable<string>;

const noteOf = (object: Fields, key: string): unknown => own(fieldsOf(fieldsOf(object.metadata).annotations), key);

/** Names that shall be part of host names. Source: v1.35 pkg/registry/core/pod/strategy.go, apps/*\/strategy.go WarningsOnCreate */
function* nameWarning(object: Fields, old: Fields | undefined, used: string): Generator<string> {
  if (old !== undefined) return;
  const whys = isDns1123Label(textOf(fieldsOf(object.metadata).name));
  if (whys.length === 0) return;
  yield `metadata.name: this is used in ${used}, which can result in surprising behavior; a DNS label is recommended: [${whys.join(' ')}]`;
}

function* pod(object: Fields, old: Fields | undefined): Generator<string> {
  yield* nameWarning(object, old, "the Pod's hostname");
  yield* podWarnings(object, '');
}

/** Kinds with a template at `spec.template`. */
const workload = (named: boolean): Warner =>
  function* (object, old) {
    const spec = fieldsOf(object.spec);
    if (named) yield* nameWarning(object, old, 'Pod names and hostnames');
    yield* podWarnings(spec.template, 'spec.template.');
    if (object.kind !== 'StatefulSet') return;
    for (const [index, claim] of rowsOf(spec.volumeClaimTemplates).entries()) {
      yield* claimWarnings(claim, `spec.volumeClaimTemplates[${index}].`);
    }
    if ((numberOf(spec.revisionHistoryLimit) ?? 0) < 0) {
      yield 'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended';
    }
  };

function* cronJob(object: Fields, old: Fields | undefined): Generator<string> {
  const spec = fieldsOf(object.spec);
  yield* nameWarning(object, old, 'Pod names and hostnames');
  yield* podWarnings(fieldsOf(fieldsOf(spec.jobTemplate).spec).template, 'spec.jobTemplate.spec.template.');
  if (textOf(spec.schedule).includes('TZ')) yield 'cannot use TZ or CRON_TZ in spec.schedule, use timeZone instead';
}

/** Source: v1.35 pkg/api/service/warnings.go */
function* service(object: Fields): Generator<string> {
  const spec = fieldsOf(object.spec);
  const outside = listOf(spec.externalIPs).length > 0;
  if (noteOf(object, 'service.kubernetes.io/topology-aware-hints') !== undefined) {
    yield 'annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead';
  }
  if (spec.type === 'ExternalName') {
    if (outside) yield 'spec.externalIPs is ignored when spec.type is "ExternalName"';
    return;
  }
  if (textOf(spec.externalName) !== '') yield 'spec.externalName is ignored when spec.type is not "ExternalName"';
  if (spec.clusterIP !== 'None') return;
  if (textOf(spec.loadBalancerIP) !== '') yield 'spec.loadBalancerIP is ignored for headless services';
  if (outside) yield 'spec.externalIPs is ignored for headless services';
  if (spec.sessionAffinity !== 'None') yield 'spec.SessionAffinity is ignored for headless services';
}

const oldClass = 'volume.beta.kubernetes.io/storage-class';

/** Source: v1.35 pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaim */
function* claimWarnings(claim: Fields, path: string): Generator<string> {
  if (noteOf(claim, oldClass) !== undefined) {
    yield `${path}metadata.annotations[${oldClass}]: deprecated since v1.8; use "storageClassName" attribute instead`;
  }
  const requests = fieldsOf(fieldsOf(claim.spec).resources).requests;
  yield* fractionOf(requests, 'storage', `${path}spec.resources.requests`);
}

/** Source: v1.35 pkg/api/persistentvolume/util.go GetWarningsForPersistentVolume */
function* persistentVolume(object: Fields): Generator<string> {
  const spec = fieldsOf(object.spec);
  if (noteOf(object, oldClass) !== undefined) {
    yield `metadata.annotations[${oldClass}]: deprecated since v1.8; use "storageClassName" attribute instead`;
  }
  if (spec.persistentVolumeReclaimPolicy === 'Recycle') {
    yield 'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.';
  }
  const terms = rowsOf(fieldsOf(fieldsOf(spec.nodeAffinity).required).nodeSelectorTerms);
  for (const [index, term] of terms.entries()) {
    yield* nodeTermWarnings(term.matchExpressions, `spec.nodeAffinity.required.nodeSelectorTerms[${index}]`, false);
  }
  for (const [field, word, since] of bygoneVolumes) {
    if (field !== 'gitRepo' && isFields(spec[field])) yield `spec.${word}: ${since}`;
  }
}

function* storageClass(object: Fields): Generator<string> {
  for (const [index, term] of rowsOf(object.allowedTopologies).entries()) {
    for (const [place, { key }] of rowsOf(term.matchLabelExpressions).entries()) {
      const message = deprecatedNodeLabel(textOf(key));
      if (message === undefined) continue;
      yield `allowedTopologies[${index}].matchLabelExpressions[${place}].key: ${textOf(key)} is ${message}`;
    }
  }
}

function* runtimeClass(object: Fields): Generator<string> {
  for (const key of Object.keys(fieldsOf(fieldsOf(object.scheduling).nodeSelector))) {
    const message = deprecatedNodeLabel(key);
    if (message !== undefined) yield `scheduling.nodeSelector[${key}]: ${message}`;
  }
}

function* ingress(object: Fields, old: Fields | undefined): Generator<string> {
  const key = 'kubernetes.io/ingress.class';
  if (old !== undefined || noteOf(object, key) === undefined) return;
  yield `annotation "${key}" is deprecated, please use 'spec.ingressClassName' instead`;
}

const mountable = 'kubernetes.io/enforce-mountable-secrets';

function* serviceAccount(object: Fields): Generator<string> {
  if (noteOf(object, mountable) === undefined) return;
  yield `metadata.annotations[${mountable}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`;
}

const isPem = (encoded: unknown): boolean => textOf(encoded).startsWith('LS0tLS1CRUdJTi');

/** Only whether there is anything to read is looked at. Source: v1.35 pkg/registry/core/secret/strategy.go warningsForSecret */
function* secret(object: Fields): Generator<string> {
  if (object.type !== 'kubernetes.io/tls') return;
  const data = fieldsOf(object.data);
  if (!isPem(data['tls.crt'])) yield 'tls: failed to find any PEM data in certificate input';
  else if (!isPem(data['tls.key'])) yield 'tls: failed to find any PEM data in key input';
}

const warners: Readonly<Record<string, Warner>> = {
  Pod: pod,
  PodTemplate: ({ template }) => podWarnings(template, 'template.'),
  Deployment: workload(true),
  ReplicaSet: workload(true),
  ReplicationController: workload(true),
  StatefulSet: workload(true),
  Job: workload(true),
  DaemonSet: workload(false),
  CronJob: cronJob,
  Service: service,
  PersistentVolumeClaim: (claim) => claimWarnings(claim, ''),
  PersistentVolume: persistentVolume,
  StorageClass: storageClass,
  RuntimeClass: runtimeClass,
  Ingress: ingress,
  ServiceAccount: serviceAccount,
  Secret: secret,
  Endpoints: () => ['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
};

/**
 * What the server says of an object that it takes all the same: the strategy's warnings.
 * Source: v1.35 apiserver pkg/registry/rest/create.go, update.go; pkg/registry/*\/strategy.go WarningsOnCreate, WarningsOnUpdate
 */
export function warningsOf(object: Manifest, old: Manifest | undefined): readonly string[] {
  const warner = own(warners, object.kind);
  return warner === undefined ? [] : [...warner(object, old)];
}
