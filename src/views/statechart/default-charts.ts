import { requestBehind } from '../../story/requests.ts';
import type { Story } from '../../story/tell.ts';
import type { EntryId } from '../../trace/trace.ts';
import type { ChartName } from './chart-names.ts';

/** The two charts that stand beside each other: what the API server does, and everybody else. */
export type Side = 'request' | 'process';

export const sideOf = ({ actor }: ChartName): Side =>
  actor.machine === 'kube-apiserver-request' ? 'request' : 'process';

/** What people ask about first: the request that created the Pod, or what kubectl was refused; and the Pod's worker, or who it waits for. */
export function defaultChart(side: Side, { index, facts }: Story, names: readonly ChartName[]): ChartName | undefined {
  if (side === 'process') {
    const workers = names.filter(({ actor }) => actor.machine === 'kubelet-pod-worker');
    const of = (pod: string) => workers.find(({ actor }) => actor.address.endsWith(`/${pod}`));
    const mine = facts.pods.map(({ namespace, name }) => of(`${namespace}/${name}`)).find((each) => each !== undefined);
    const waiting = facts.pods.length > 0 ? 'kube-scheduler' : 'kubectl';
    return mine ?? workers[0] ?? names.find(({ actor }) => actor.machine === waiting);
  }
  const write = facts.created.find(({ resource }) => resource === 'pods');
  const request = write && requestBehind(index, write.cause);
  const asked = index.messages.filter(({ body }) => body.type === 'http-request');
  const posted = asked.find(
    ({ from, body }) => from.startsWith('kubectl') && 'method' in body && body.method !== 'GET',
  );
  const address = (request ?? posted ?? asked[0])?.to;
  return names.find(({ actor }) => actor.address === address);
}

/** The chart of whoever receives a message, else of whoever sent it. */
export function chartOfMessage({ index }: Story, names: readonly ChartName[], id: EntryId): ChartName | undefined {
  const entry = index.entry(id);
  if (entry?.is !== 'message') return undefined;
  const { to, from, sentAt, receivedAt } = entry.value;
  const living = (address: string, at: number) =>
    names.find(({ actor }) => actor.address === address && actor.startedAt <= at && (actor.stoppedAt ?? at) >= at);
  return living(to, receivedAt) ?? living(from, sentAt);
}
