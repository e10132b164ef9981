import type { Pod } from '../../../kubernetes/api/types.ts';
import type { CriCall, EntryId } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';

/** A call of the kubelet into its runtime, as it arrives there. */
export interface CriEvent extends ChartEvent {
  readonly type: 'cri';
  readonly call: CriCall['call'];
  readonly pod: Pod;
  readonly container?: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly replyTo: string;
  readonly tag: unknown;
}

export const podKey = (pod: Pod): string => `${pod.metadata.namespace}/${pod.metadata.name}`;

/** Calls the runtime of a node; the answer comes as `cri answered`. */
export function callRuntime(
  port: Port,
  node: string,
  call: CriCall['call'],
  pod: Pod,
  options: {
    readonly container?: string;
    readonly detail?: Readonly<Record<string, unknown>>;
    readonly tag?: unknown;
    readonly replyTo?: string;
  } = {},
): EntryId {
  const { container, detail, tag } = options;
  const event: CriEvent = {
    type: 'cri',
    call,
    pod,
    ...(container === undefined ? {} : { container }),
    detail: detail ?? {},
    replyTo: options.replyTo ?? port.address,
    tag,
  };
  return port.send({
    to: `${node}/containerd`,
    protocol: 'cri',
    role: 'request',
    body: {
      type: 'cri-call',
      call,
      pod: podKey(pod),
      ...(container === undefined ? {} : { container }),
      ...(detail === undefined ? {} : { detail }),
    },
    event,
    takes: 'runtime call',
  });
}
