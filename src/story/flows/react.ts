import type { Pod } from '../../kubernetes/api/types.ts';
import { controllerOf, laneOf, processOf } from '../../trace/address.ts';
import type { Message, WatchEvent } from '../../trace/trace.ts';
import { requestBehind } from '../requests.ts';
import type { Flow, FlowContext, Told } from './flow.ts';

const writing = new Set(['create', 'update', 'patch', 'delete']);

/** Controllers see what was asked and add what it implies. */
export const reactFlow: Flow = (message, context) => {
  const { body } = message;
  if (body.type === 'watch-event' && processOf(message.to) === 'kube-controller-manager') {
    return seen(message, body, context);
  }
  if (body.type !== 'http-request' || processOf(message.from) !== 'kube-controller-manager') return undefined;
  if (!writing.has(body.verb)) return { step: 3, level: 'detail' };
  if (body.subresource === 'status') return { step: 6, level: 'detail' };
  return { step: 3, level: 'story', label: `${body.method} ${body.resource ?? ''}` };
};

/** The first news of an object that a person or a controller made is part of the story; the rest is detail. */
function seen(message: Message, body: WatchEvent, { index, once }: FlowContext): Told {
  const name = body.object.metadata.name;
  if (body.event !== 'ADDED' || !watchedWorkloads.has(body.resource)) {
    const step = body.resource === 'pods' && body.event === 'MODIFIED' ? 6 : 3;
    return { step, level: 'detail' };
  }
  const byPerson = laneOf(requestBehind(index, message.cause)?.from ?? '') === 'kubectl';
  const led = leadsToWork(message, { index });
  if (body.resource === 'pods') {
    const bare = (body.object as Pod).metadata.ownerReferences === undefined;
    if (!bare || !byPerson) return { step: 3, level: 'detail' };
    return {
      step: 3,
      level: once(`seen/${body.resource}/${name}`) ? 'story' : 'detail',
      label: 'ADDED: no owner, no work',
    };
  }
  const first = led && once(`seen/${body.resource}/${name}`);
  return { step: 3, level: first ? 'story' : 'detail', label: `ADDED ${body.resource}` };
}

/** Only the controller that acts on the news belongs in the story. */
function leadsToWork(message: Message, { index }: Pick<FlowContext, 'index'>): boolean {
  const controller = controllerOf(message.to);
  if (controller === undefined) return true;
  return (
    owners[controller] === (message.body.type === 'watch-event' ? message.body.resource : '') ||
    hasEffects(index, message)
  );
}

function hasEffects(index: FlowContext['index'], message: Message): boolean {
  return (index.effects.get(message.id) ?? []).some((id) => index.entry(id)?.is === 'message');
}

const owners: Readonly<Record<string, string>> = {
  deployment: 'deployments',
  'deployment-controller': 'deployments',
  replicaset: 'replicasets',
  'replicaset-controller': 'replicasets',
  job: 'jobs',
  daemonset: 'daemonsets',
  statefulset: 'statefulsets',
};

const watchedWorkloads = new Set([
  'pods',
  'deployments',
  'replicasets',
  'jobs',
  'daemonsets',
  'statefulsets',
  'cronjobs',
]);
