import { byText } from '../api/fields.ts';
import type { Pod, Service } from '../api/types.ts';

/** The times of a Service and its Pods at the last look. */
interface Seen {
  readonly service: string;
  readonly pods: ReadonlyMap<string, string>;
}

/** When a Pod became ready, or ceased to be; empty for one that has not said it yet. */
const podTime = ({ status }: Pod): string =>
  status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime ?? '';

/**
 * Which change made a controller write the addresses of a Service; kept in memory, and lost with the process.
 * Source: v1.35 staging/src/k8s.io/endpointslice/trigger_time_tracker.go
 */
export class TriggerTimes {
  private readonly seen = new Map<string, Seen>();

  /**
   * @returns RFC 3339: the earliest change since the last look, the Service's own birth at the first; undefined
   * where nothing that has a time has changed
   */
  changed({ metadata }: Service, pods: readonly Pod[]): string | undefined {
    const key = `${metadata.namespace}/${metadata.name}`;
    const before = this.seen.get(key);
    const born = metadata.creationTimestamp ?? '';
    const now = new Map(
      pods.map((pod) => [pod.metadata.name, podTime(pod)] as const).filter(([, time]) => time !== ''),
    );
    this.seen.set(key, { service: born, pods: now });
    if (before === undefined) return born;
    const changes = [...now].filter(([pod, time]) => time > (before.pods.get(pod) ?? '')).map(([, time]) => time);
    if (born > before.service) changes.push(born);
    return changes.sort(byText)[0];
  }

  /** The Service is gone. */
  forget(namespace: string, name: string): void {
    this.seen.delete(`${namespace}/${name}`);
  }
}

const annotation = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Annotations with the time of the change in them, or without any where nothing is known to have changed. */
export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): Readonly<Record<string, string>> {
  const { [annotation]: _before, ...others } = annotations ?? {};
  return time === undefined ? others : { ...others, [annotation]: time };
}
