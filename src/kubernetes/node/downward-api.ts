import { at, byText, own } from '../api/fields.ts';
import { goQuote } from '../api/go-text.ts';
import { dividedUp } from '../api/quantity.ts';
import type { Container, Pod } from '../api/types.ts';
import { allContainersOf } from './restart-policy.ts';

/** What the node knows of a Pod before the API server does, and what it has itself. */
export interface NodeFacts {
  /** The address of the sandbox. */
  readonly podIP?: string;
  readonly hostIP?: string;
  /** What stands for a limit that is not set. */
  readonly allocatable?: Readonly<Record<string, string>>;
}

const nodeFields: Readonly<Record<string, (facts: NodeFacts) => string | undefined>> = {
  'status.podIP': ({ podIP }) => podIP,
  'status.podIPs': ({ podIP }) => podIP,
  'status.hostIP': ({ hostIP }) => hostIP,
  'status.hostIPs': ({ hostIP }) => hostIP,
};

/**
 * The text of a fieldRef. All labels or annotations come one a line, sorted, each value quoted.
 * Source: v1.35 pkg/fieldpath/fieldpath.go; pkg/kubelet/kubelet_pods.go podFieldSelectorRuntimeValue
 */
export function fieldText(pod: Pod, path: string, facts: NodeFacts): string {
  const one = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (one !== null) return own(pod.metadata[one[1] as 'labels' | 'annotations'], one[2] ?? '') ?? '';
  if (path === 'metadata.labels' || path === 'metadata.annotations') {
    const all = pod.metadata[path === 'metadata.labels' ? 'labels' : 'annotations'] ?? {};
    return Object.keys(all)
      .sort(byText)
      .map((key) => `${key}=${goQuote(all[key] ?? '')}`)
      .join('\n');
  }
  const known = nodeFields[path]?.(facts);
  if (known !== undefined) return known;
  const found = at(pod, ...path.split('.'));
  return typeof found === 'string' ? found : '';
}

interface ResourceReference {
  readonly containerName?: string;
  readonly resource: string;
  readonly divisor?: string;
}

/**
 * The text of a resourceFieldRef: the amount in units of the divisor, rounded up. A limit that is not set is what the
 * node can give.
 * Source: v1.35 pkg/api/v1/resource/helpers.go ExtractContainerResourceValue
 */
export function resourceText(
  pod: Pod,
  standsIn: Container | undefined,
  reference: ResourceReference,
  facts: NodeFacts,
): string {
  const named = allContainersOf(pod).find(({ name }) => name === reference.containerName);
  const { resources } = named ?? standsIn ?? { resources: undefined };
  const [kind, ...rest] = reference.resource.split('.');
  const name = rest.join('.');
  const given = own(kind === 'limits' ? resources?.limits : resources?.requests, name);
  const amount = given ?? (kind === 'limits' ? own(facts.allocatable, name) : undefined) ?? '0';
  const divisor = reference.divisor ?? '0';
  return dividedUp(amount, divisor === '0' ? '1' : divisor);
}
