import type { Write } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';
import { countWord, enumerated } from '../words.ts';
import { type Happening, type Stretch, type Telling, within } from './happening.ts';

/** Pods that are made, placed and gone after the first play of the steps. */
export const tellPods: Telling = (story, stretch) => [
  ...made(story, stretch),
  ...makingRoom(story, stretch),
  ...triedAgain(story, stretch),
  ...placed(story, stretch),
  ...gone(story, stretch),
];

function made({ facts }: Story, stretch: Stretch): Happening[] {
  const fresh = facts.created.filter(({ resource, at }) => resource === 'pods' && within(stretch, at));
  const owned = fresh.filter(({ object }) => object.metadata.ownerReferences !== undefined);
  const [first] = owned;
  if (!first) return [];
  const owner = first.object.metadata.ownerReferences?.[0]?.kind ?? 'owner';
  const names = owned.map(({ object }) => object.metadata.name);
  const what = names.length <= 2 ? enumerated(names) : `${countWord(names.length)} Pods`;
  const missed = names.length === 1 ? 'one Pod too few' : `${countWord(names.length)} Pods too few`;
  return [{ at: first.at, says: `The ${owner} controller saw ${missed} and made ${what}.` }];
}

/** Pods of lower priority have to make room. */
const makingRoom = ({ index }: Story, stretch: Stretch): Happening[] =>
  index.decisions
    .filter(({ kind, at }) => kind === 'preemption' && within(stretch, at))
    .map(({ at, about, data }) => {
      const victims = (data?.['victims'] as readonly string[] | undefined) ?? [];
      const names = victims.length <= 2 ? enumerated(victims.map(nameIn)) : `${countWord(victims.length)} Pods`;
      return {
        at,
        says: `No node had room for ${nameIn(about)}. It has the higher priority: kube-scheduler deletes ${names} on ${String(data?.['node'])} and promises it that node.`,
        main: true,
      };
    });

/** kube-scheduler takes up Pods that did not fit before; where it does so for several reasons, the first is told. */
const triedAgain = ({ index }: Story, stretch: Stretch): Happening[] =>
  index.decisions
    .filter(({ kind, at }) => kind === 'queue' && within(stretch, at))
    .slice(0, 1)
    .map(({ at, says }) => ({ at, says }));

function placed({ index }: Story, stretch: Stretch): Happening[] {
  const chosen = index.decisions.filter(({ kind, at }) => kind === 'score' && within(stretch, at));
  return chosen.slice(0, 2).map(({ at, about, data }) => ({
    at,
    says: `kube-scheduler bound ${nameIn(about)} to ${String(data?.['chosen'])}.`,
  }));
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** A bare Pod that is gone stays gone: the point of the owner. */
function gone({ index }: Story, stretch: Stretch): Happening[] {
  const ended = index.trace.writes.filter(
    ({ resource, operation, at }) => resource === 'pods' && operation === 'delete' && within(stretch, at),
  );
  return ended.flatMap((write) => (isOwned(write) ? [] : [{ at: write.at, says: goneForEver(write) }]));
}

const isOwned = ({ object }: Write): boolean => (object.metadata.ownerReferences ?? []).length > 0;

const goneForEver = ({ object }: Write): string =>
  `Pod ${object.metadata.name} is gone from etcd. It has no owner, so no controller makes another: it stays gone.`;
