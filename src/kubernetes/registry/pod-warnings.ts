import { at, type Fields, fieldsOf, isFields, listOf, numberOf, own, rowsOf, textOf } from '../api/fields.ts';
import { goQuote } from '../api/go-text.ts';
import { canonicalQuantity, milliValue } from '../api/quantity.ts';
import { deprecatedNodeLabel, nodeTermWarnings } from './node-label-warnings.ts';

type Warnings = Generator<string>;

export type AddressWarnings = (spec: Fields, path: string) => Iterable<string>;

const annotations: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

/** Volume plugins of bygone storage, with the name that the words give them. */
export const bygoneVolumes: readonly (readonly [field: string, word: string, since: string])[] = [
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

/**
 * What is allowed in a Pod or a template and yet hardly what anybody wants.
 * Source: v1.35 pkg/api/pod/warnings.go warningsForPodSpecAndMeta
 * @param path in front of `spec` and `metadata`: `` for a Pod, `spec.template.` for a template
 * @param addresses what is said of the addresses in the spec
 */
export function* podWarnings(given: unknown, path: string, addresses: AddressWarnings): Warnings {
  const pod = fieldsOf(given);
  const spec = fieldsOf(pod.spec);
  const noted = fieldsOf(fieldsOf(pod.metadata).annotations);
  yield* placementWarnings(spec, `${path}spec`);
  for (const [key, message] of Object.entries(annotations)) {
    if (own(noted, key) !== undefined) yield `${path}metadata.annotations[${key}]: ${message}`;
  }
  yield* volumeWarnings(spec, `${path}spec.volumes`);
  yield* addresses(spec, `${path}spec`);
  yield* duplicates(spec.hostAliases, 'ip', `${path}spec.hostAliases`);
  yield* duplicates(spec.imagePullSecrets, 'name', `${path}spec.imagePullSecrets`);
  for (const [index, { name }] of rowsOf(spec.imagePullSecrets).entries()) {
    if (textOf(name) === '') yield `${path}spec.imagePullSecrets[${index}].name: invalid empty name ""`;
  }
  yield* fractions(spec.overhead, `${path}spec.overhead`);
  const seccomp = 'seccomp.security.alpha.kubernetes.io/pod';
  if (own(noted, seccomp) !== undefined && !isFields(fieldsOf(spec.securityContext).seccompProfile)) {
    yield `${path}metadata.annotations[${seccomp}]: ${withoutSeccomp}`;
  }
  for (const { container, here } of containersOf(spec, `${path}spec`)) {
    yield* profileWarnings(container, spec, noted, path);
    const { limits, requests } = fieldsOf(container.resources);
    yield* fractions(limits, `${here}.resources.limits`);
    yield* fractions(requests, `${here}.resources.requests`);
    yield* hiddenVariables(container.env, `${here}.env`);
  }
  yield* portWarnings(spec, `${path}spec`);
  if ((numberOf(spec.terminationGracePeriodSeconds) ?? 0) < 0) {
    yield `${path}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`;
  }
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    yield* affinityWarnings(fieldsOf(at(spec, 'affinity', kind)), `${path}spec.affinity.${kind}`);
  }
}

function* placementWarnings(spec: Fields, path: string): Warnings {
  for (const key of Object.keys(fieldsOf(spec.nodeSelector))) {
    const message = deprecatedNodeLabel(key);
    if (message !== undefined) yield `${path}.nodeSelector[${key}]: ${message}`;
  }
  const { requiredDuringSchedulingIgnoredDuringExecution: required, preferredDuringSchedulingIgnoredDuringExecution } =
    fieldsOf(at(spec, 'affinity', 'nodeAffinity'));
  const here = `${path}.affinity.nodeAffinity`;
  for (const [index, term] of rowsOf(fieldsOf(required).nodeSelectorTerms).entries()) {
    const place = `${here}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`;
    yield* nodeTermWarnings(term.matchExpressions, place, false);
  }
  for (const [index, term] of rowsOf(preferredDuringSchedulingIgnoredDuringExecution).entries()) {
    const place = `${here}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`;
    yield* nodeTermWarnings(fieldsOf(term.preference).matchExpressions, place, true);
  }
  for (const [index, constraint] of rowsOf(spec.topologySpreadConstraints).entries()) {
    const key = textOf(constraint.topologyKey);
    const place = `${path}.topologySpreadConstraints[${index}]`;
    const message = deprecatedNodeLabel(key);
    if (message !== undefined) yield `${place}.topologyKey: ${key} is ${message}`;
    if (!isFields(constraint.labelSelector)) {
      yield `${place}.labelSelector: a null labelSelector results in matching no pod`;
    }
  }
}

function* volumeWarnings(spec: Fields, path: string): Warnings {
  for (const [index, volume] of rowsOf(spec.volumes).entries()) {
    for (const [field, word, since] of bygoneVolumes) {
      if (isFields(volume[field])) yield `${path}[${index}].${word}: ${since}`;
    }
    const claim = at(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'resources', 'requests');
    yield* fractionOf(claim, 'storage', `${path}[${index}].ephemeral.volumeClaimTemplate.spec.resources.requests`);
  }
  yield* tokenOverlaps(spec, path);
}

/** A file that a token takes the place of. */
function* tokenOverlaps(spec: Fields, path: string): Warnings {
  const sourcesOf = (volume: Fields) => rowsOf(fieldsOf(volume.projected).sources);
  const tokens = new Set(
    rowsOf(spec.volumes)
      .flatMap(sourcesOf)
      .flatMap(({ serviceAccountToken: token }) => (isFields(token) ? [textOf(token.path)] : [])),
  );
  if (tokens.size === 0) return;
  for (const [index, volume] of rowsOf(spec.volumes).entries()) {
    for (const source of sourcesOf(volume)) {
      for (const [field, word] of [
        ['configMap', 'configMap'],
        ['secret', 'secrets'],
        ['downwardAPI', 'downwardAPI'],
      ] as const) {
        for (const [place, item] of rowsOf(fieldsOf(source[field]).items).entries()) {
          const file = textOf(item.path);
          if (!tokens.has(file)) continue;
          yield `${path}[${index}].projected.sources.${word}[${place}]: has duplicated path with ServiceAccountToken ${goQuote(file)}`;
        }
      }
    }
  }
}

function* duplicates(list: unknown, field: string, path: string): Warnings {
  const seen = new Set<string>();
  for (const [index, item] of rowsOf(list).entries()) {
    const value = textOf(item[field]);
    if (seen.has(value)) yield `${path}[${index}].${field}: duplicate ${field} ${goQuote(value)}`;
    seen.add(value);
  }
}

function* fractions(list: unknown, path: string): Warnings {
  yield* fractionOf(list, 'memory', path);
  yield* fractionOf(list, 'ephemeral-storage', path);
}

/** Bytes come whole. */
export function* fractionOf(list: unknown, name: string, path: string): Warnings {
  const amount = own(fieldsOf(list), name);
  if (amount === undefined || milliValue(String(amount)) % 1000 === 0) return;
  const text = goQuote(canonicalQuantity(String(amount)));
  yield `${path}[${name}]: fractional byte value ${text} is invalid, must be an integer`;
}

interface Placed {
  readonly container: Fields;
  readonly here: string;
}

/** In the order in which the server visits them. Source: v1.35 pkg/apis/core/pods/helpers.go VisitContainersWithPath */
const containersOf = (spec: Fields, path: string): readonly Placed[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    rowsOf(spec[list]).map((container, index) => ({ container, here: `${path}.${list}[${index}]` })),
  );

const withoutSeccomp = 'non-functional in v1.27+; use the "seccompProfile" field instead';

function* profileWarnings(container: Fields, spec: Fields, noted: Fields, path: string): Warnings {
  const seccomp = `container.seccomp.security.alpha.kubernetes.io/${textOf(container.name)}`;
  if (own(noted, seccomp) !== undefined && !isFields(fieldsOf(container.securityContext).seccompProfile)) {
    yield `${path}metadata.annotations[${seccomp}]: ${withoutSeccomp}`;
  }
  const key = `container.apparmor.security.beta.kubernetes.io/${textOf(container.name)}`;
  // A Pod itself has been told when the annotation was written into the field.
  if (path === '' || own(noted, key) === undefined) return;
  const given = [spec.securityContext, container.securityContext].some((context) =>
    isFields(fieldsOf(context).appArmorProfile),
  );
  if (given) return;
  yield `${path}metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`;
}

function* hiddenVariables(list: unknown, path: string): Warnings {
  const seen = new Set<string>();
  for (const [index, { name, value, valueFrom }] of rowsOf(list).entries()) {
    const word = textOf(name);
    const reference = `$(${word})`;
    const builds = !isFields(valueFrom) && textOf(value) !== reference && textOf(value).includes(reference);
    if (seen.has(word) && !builds) {
      yield `${path}[${index}]: hides previous definition of ${goQuote(word)}, which may be dropped when using apply`;
    }
    seen.add(word);
  }
}

interface PortPlace {
  readonly field: string;
  readonly hostIP: string;
  readonly hostPort: number;
}

function* portWarnings(spec: Fields, path: string): Warnings {
  const all = new Map<string, PortPlace[]>();
  for (const { container, here } of containersOf(spec, path)) {
    for (const [index, port] of rowsOf(container.ports).entries()) {
      const field = `${here}.ports[${index}]`;
      const [hostIP, hostPort] = [textOf(port.hostIP), numberOf(port.hostPort) ?? 0];
      const number = numberOf(port.containerPort) ?? 0;
      if (hostIP !== '' && hostPort === 0) {
        yield `${field}: hostIP set without hostPort: {Name:${textOf(port.name)} HostPort:0 ContainerPort:${number} Protocol:${textOf(port.protocol)} HostIP:${hostIP}}`;
      }
      const key = `${number}/${textOf(port.protocol)}`;
      const others = all.get(key) ?? [];
      for (const other of others) {
        if (hostIP === other.hostIP && hostPort === other.hostPort) {
          yield `${field}: duplicate port definition with ${other.field}`;
        } else if (hostPort === 0 || other.hostPort === 0) {
          yield `${field}: overlapping port definition with ${other.field}`;
        } else if (hostPort === other.hostPort && (hostIP === '') !== (other.hostIP === '')) {
          yield `${field}: dangerously ambiguous port definition with ${other.field}`;
        }
      }
      all.set(key, [...others, { field, hostIP, hostPort }]);
    }
  }
}

function* affinityWarnings(affinity: Fields, path: string): Warnings {
  const message = 'a null labelSelector results in matching no pod';
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  for (const [index, term] of listOf(affinity[required]).entries()) {
    if (!isFields(fieldsOf(term).labelSelector)) yield `${path}.${required}[${index}].labelSelector: ${message}`;
  }
  for (const [index, term] of rowsOf(affinity[preferred]).entries()) {
    if (isFields(fieldsOf(term.podAffinityTerm).labelSelector)) continue;
    yield `${path}.${preferred}[${index}].podAffinityTerm.labelSelector: ${message}`;
  }
}
