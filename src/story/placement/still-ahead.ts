import type { Container, Node, PersistentVolumeClaim, Pod } from '../../kubernetes/api/types.ts';
import { normalizedImage } from '../../kubernetes/node/programs/images.ts';
import type { Frame } from '../../trace/frame.ts';
import { enumerated } from '../words.ts';

/** What may still fail once the Pod has this node: one sentence each, and one for what is not involved. */
export function stillAhead(frame: Frame, pod: Pod, node: string): readonly string[] {
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const probes = probesOf(containers);
  const claims = claimsOf(frame, pod);
  const missing = missingOf(frame, pod, containers);
  const quota = frame.list('resourcequotas').filter(({ metadata }) => metadata.namespace === pod.metadata.namespace);
  const nothing = [
    ...(probes.length === 0 ? ['probe'] : []),
    ...(quota.length === 0 ? ['quota'] : []),
    ...((pod.spec.volumes ?? []).every(({ name }) => name.startsWith('kube-api-access-')) ? ['volume'] : []),
  ];
  return [
    imageWords(frame, containers, node),
    ...portWords(containers, node),
    ...probes,
    ...claims,
    ...missing,
    ...(quota.length === 0
      ? []
      : [`The quota ${enumerated(quota.map(({ metadata }) => metadata.name))} has counted the Pod already.`]),
    ...(nothing.length === 0
      ? []
      : [
          `No ${nothing.length === 1 ? nothing[0] : `${nothing.slice(0, -1).join(', ')} or ${nothing.at(-1)}`} is involved.`,
        ]),
  ];
}

function imageWords(frame: Frame, containers: readonly Container[], node: string): string {
  const there = new Set(
    ((frame.object(`nodes//${node}`) as Node | undefined)?.status?.images ?? []).flatMap(({ names = [] }) =>
      names.map(normalizedImage),
    ),
  );
  const images = [...new Set(containers.map(({ image = '' }) => image))];
  const known = images.filter((image) => there.has(normalizedImage(image)));
  const pulled = images.filter((image) => !known.includes(image));
  const always = containers.filter(
    ({ imagePullPolicy, image = '' }) => imagePullPolicy === 'Always' && known.includes(image),
  );
  return [
    ...(known.length > 0 ? [`${node} already has the image ${enumerated(known)}.`] : []),
    ...(always.length > 0 ? ['imagePullPolicy Always asks the registry all the same.'] : []),
    ...(pulled.length > 0
      ? [`${enumerated(pulled)} ${pulled.length === 1 ? 'has' : 'have'} to be pulled to ${node}.`]
      : []),
  ].join(' ');
}

function portWords(containers: readonly Container[], node: string): readonly string[] {
  const ports = containers.flatMap(({ ports: all = [] }) => all.flatMap(({ hostPort }) => hostPort ?? []));
  if (ports.length === 0) return [];
  return [`Host port ${enumerated(ports.map(String))} ${ports.length === 1 ? 'is' : 'are'} free on ${node}.`];
}

function probesOf(containers: readonly Container[]): readonly string[] {
  const starts = containers.filter(({ startupProbe, livenessProbe }) => startupProbe ?? livenessProbe);
  const ready = containers.filter(({ readinessProbe }) => readinessProbe);
  const names = (some: readonly Container[]) => enumerated(some.map(({ name }) => name));
  return [
    ...(ready.length > 0 ? [`The readiness probe of ${names(ready)} has to succeed before the Pod is Ready.`] : []),
    ...(starts.length > 0
      ? [`Where the startup or liveness probe of ${names(starts)} fails, the container is restarted.`]
      : []),
  ];
}

function claimsOf(frame: Frame, { spec, metadata }: Pod): readonly string[] {
  const names = (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);
  return names.map((name) => {
    const claim = frame.object(`persistentvolumeclaims/${metadata.namespace}/${name}`) as
      | PersistentVolumeClaim
      | undefined;
    if (claim === undefined) return `The claim ${name} does not exist.`;
    const volumeName = claim.spec?.volumeName;
    return volumeName ? `The claim ${name} is bound to ${volumeName}.` : `The claim ${name} has to be bound first.`;
  });
}

/** ConfigMaps and Secrets that a container cannot start without, and that are not there. */
function missingOf(frame: Frame, { spec, metadata }: Pod, containers: readonly Container[]): readonly string[] {
  const wanted = new Map<string, string>();
  const want = (kind: string, name: string | undefined, optional: boolean | undefined): void => {
    if (name !== undefined && optional !== true)
      wanted.set(`${kind.toLowerCase()}s/${metadata.namespace}/${name}`, `${kind} ${name}`);
  };
  for (const { configMap, secret } of spec.volumes ?? []) {
    want('ConfigMap', configMap?.name, configMap?.optional);
    want('Secret', secret?.secretName, secret?.optional);
  }
  for (const { env = [], envFrom = [] } of containers) {
    for (const { valueFrom } of env) {
      want('ConfigMap', valueFrom?.configMapKeyRef?.name, valueFrom?.configMapKeyRef?.optional);
      want('Secret', valueFrom?.secretKeyRef?.name, valueFrom?.secretKeyRef?.optional);
    }
    for (const { configMapRef, secretRef } of envFrom) {
      want('ConfigMap', configMapRef?.name, configMapRef?.optional);
      want('Secret', secretRef?.name, secretRef?.optional);
    }
  }
  return [...wanted]
    .filter(([key]) => frame.object(key) === undefined)
    .map(([, words]) => `${words} is not there: no container that asks for it starts.`);
}
