import type { Pod } from '../../kubernetes/api/types.ts';
import { laneOf, processOf } from '../../trace/address.ts';
import type { Write } from '../../trace/trace.ts';
import { shortName } from '../words.ts';
import type { Flow, Told } from './flow.ts';

/** The kubelet says what became of the Pod. */
export const reportFlow: Flow = (message, { index, writes }) => {
  const { body } = message;
  if (body.type === 'watch-event' && laneOf(message.to) === 'kubectl') return { step: 6, level: 'detail' };
  if (body.type !== 'http-request' || processOf(message.from) !== 'kubelet') return undefined;
  if (body.resource !== 'pods') return { step: 6, level: 'detail' };
  if (body.verb === 'delete') return { step: 6, level: 'story', label: `DELETE pods/${shortName(body.name ?? '')}` };
  if (body.verb !== 'patch') return { step: 6, level: 'detail' };
  const write = writes.get(message.id);
  const before = write && previous(index.histories.get(write.key) ?? [], write);
  return write ? reported(write.object as Pod, before?.object as Pod | undefined) : { step: 6, level: 'detail' };
};

function previous(history: readonly Write[], write: Write): Write | undefined {
  return history[history.indexOf(write) - 1];
}

function reported(now: Pod, before: Pod | undefined): Told {
  const was = before ? essence(before) : '';
  const is = essence(now);
  if (was === is || is.includes('ContainerCreating') || is.includes('PodInitializing'))
    return { step: 6, level: 'detail' };
  return { step: 6, level: 'story', label: `PATCH status: ${is}` };
}

/** What a person would notice about a status: reasons first, then readiness, then the phase. */
function essence(pod: Pod): string {
  const statuses = pod.status?.containerStatuses ?? [];
  const reason = statuses.map(({ state }) => state?.waiting?.reason ?? state?.terminated?.reason).find(Boolean);
  if (reason) return reason;
  const ready = statuses.filter((status) => status.ready).length;
  const phase = pod.status?.phase ?? 'Pending';
  return phase === 'Running' && statuses.length > 0 ? `Running ${ready}/${statuses.length}` : phase;
}
