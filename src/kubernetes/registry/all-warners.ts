import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { firstWarners, nameWarning, noteOf, podWarner, type Warner, type Warners } from './first-warners.ts';
import { cidrWarnings, ipWarnings } from './ip-warnings.ts';
import { deprecatedNodeLabel, nodeTermWarnings } from './node-label-warnings.ts';
import { bygoneVolumes, fractionOf, podWarnings } from './pod-warnings.ts';

/** Source: v1.35 pkg/api/pod/warnings.go */
function* podAddresses(spec: Fields, path: string): Generator<string> {
  for (const [index, server] of listOf(fieldsOf(spec.dnsConfig).nameservers).entries()) {
    yield* ipWarnings(textOf(server), `${path}.dnsConfig.nameservers[${index}]`);
  }
  for (const [index, { ip }] of rowsOf(spec.hostAliases).entries()) {
    yield* ipWarnings(textOf(ip), `${path}.hostAliases[${index}].ip`);
  }
}

/** Kinds with a template at `spec.template`. */
const workload = (named: boolean): Warner =>
  function* (object, old) {
    const spec = fieldsOf(object.spec);
    if (named) yield* nameWarning(object, old, 'Pod names and hostnames');
    yield* podWarnings(spec.template, 'spec.template.', podAddresses);
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
  yield* podWarnings(
    fieldsOf(fieldsOf(spec.jobTemplate).spec).template,
    'spec.jobTemplate.spec.template.',
    podAddresses,
  );
  if (textOf(spec.schedule).includes('TZ')) yield 'cannot use TZ or CRON_TZ in spec.schedule, use timeZone instead';
}

/** Source: v1.35 pkg/api/service/warnings.go */
function* service(object: Fields): Generator<string> {
  yield* serviceTypeWarnings(object);
  const { type, externalIPs, loadBalancerIP, loadBalancerSourceRanges } = fieldsOf(object.spec);
  if (type === 'ExternalName') return;
  yield* ipsOf(externalIPs, 'spec.externalIPs');
  yield* ipWarnings(textOf(loadBalancerIP), 'spec.loadBalancerIP');
  for (const [index, range] of listOf(loadBalancerSourceRanges).entries()) {
    yield* cidrWarnings(textOf(range), `spec.loadBalancerSourceRanges[${index}]`);
  }
}

function* ipsOf(list: unknown, path: string): Generator<string> {
  for (const [index, address] of listOf(list).entries()) yield* ipWarnings(textOf(address), `${path}[${index}]`);
}

function* serviceTypeWarnings(object: Fields): Generator<string> {
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
  yield* ipsOf(spec.clusterIPs, 'spec.clusterIPs');
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

/** Source: v1.35 pkg/registry/core/endpoint/strategy.go endpointsWarnings */
function* endpoints(object: Fields): Generator<string> {
  yield 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
  for (const [index, subset] of rowsOf(object.subsets).entries()) {
    for (const field of ['addresses', 'notReadyAddresses']) {
      for (const [place, { ip }] of rowsOf(subset[field]).entries()) {
        yield* ipWarnings(textOf(ip), `subsets[${index}].${field}[${place}].ip`);
      }
    }
  }
}

/** Source: v1.35 pkg/registry/networking/networkpolicy/strategy.go networkPolicyWarnings */
function* networkPolicy(object: Fields): Generator<string> {
  for (const [rules, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of rowsOf(fieldsOf(object.spec)[rules]).entries()) {
      for (const [place, { ipBlock }] of rowsOf(rule[peers]).entries()) {
        const path = `spec.${rules}[${index}].${peers}[${place}].ipBlock`;
        const { cidr, except } = fieldsOf(ipBlock);
        yield* cidrWarnings(textOf(cidr), `${path}.cidr`);
        for (const [part, block] of listOf(except).entries()) {
          yield* cidrWarnings(textOf(block), `${path}.except[${part}]`);
        }
      }
    }
  }
}

/** The warners of every kind that is ever warned about. */
export const allWarners: Warners = {
  ...firstWarners,
  Pod: podWarner(podAddresses),
  PodTemplate: ({ template }) => podWarnings(template, 'template.', podAddresses),
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
  Endpoints: endpoints,
  NetworkPolicy: networkPolicy,
  Node: (node) =>
    listOf(fieldsOf(node.spec).podCIDRs).flatMap((range, index) => [
      ...cidrWarnings(textOf(range), `spec.podCIDRs[${index}]`),
    ]),
};
