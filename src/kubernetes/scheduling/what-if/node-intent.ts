import type { Node, Taint } from '../../api/types.ts';
import { amountOf } from '../pod-requests.ts';
import { written } from './amounts.ts';
import type { ClusterChange } from './change.ts';
import { type Edit, edited } from './edit.ts';
import { taintWords } from './taint-words.ts';
import { usable } from './usable.ts';

/** What a person wants to do to a node, to see what kube-scheduler would decide then. */
export type NodeIntent =
  | { readonly type: 'cordon' | 'uncordon' | 'remove'; readonly node: string }
  | { readonly type: 'taint' | 'untaint'; readonly node: string; readonly taint: Taint }
  | { readonly type: 'label'; readonly node: string; readonly key: string; readonly value: string | undefined }
  /** A node of the same kind as another one, empty and without taints. */
  | { readonly type: 'add'; readonly node: string; readonly like: string }
  | { readonly type: 'resize'; readonly node: string; readonly amounts: Readonly<Record<string, string>> };

const unschedulable = 'node.kubernetes.io/unschedulable';

/** The change that does it, for the node as it is by then; where a command does it, the command. */
export function changeFor(intent: NodeIntent, node: Node): ClusterChange {
  const { name } = node.metadata;
  const change = (says: string, kubectl: string | undefined, edits: readonly Edit[]): ClusterChange => ({
    on: 'cluster',
    says,
    ...(kubectl === undefined ? {} : { kubectl }),
    effect: { type: 'node', node: edited(node, edits) },
    cost: 0,
  });
  const taints = node.spec?.taints ?? [];
  const tainted = (next: readonly Taint[]): Edit => ({
    path: ['spec', 'taints'],
    ...(next.length === 0 ? {} : { value: next }),
  });
  switch (intent.type) {
    case 'cordon':
      return change(`cordon ${name}`, `cordon ${name}`, [
        { path: ['spec', 'unschedulable'], value: true },
        tainted([...taints.filter(({ key }) => key !== unschedulable), { key: unschedulable, effect: 'NoSchedule' }]),
      ]);
    case 'uncordon':
      return change(`uncordon ${name}`, `uncordon ${name}`, [
        { path: ['spec', 'unschedulable'] },
        tainted(taints.filter(({ key }) => key !== unschedulable)),
      ]);
    case 'taint': {
      const { taint } = intent;
      const words = taintWords(taint);
      const others = taints.filter(({ key, effect }) => key !== taint.key || effect !== taint.effect);
      return change(`taint ${name} with ${words}`, `taint nodes ${name} ${words} --overwrite`, [
        tainted([...others, taint]),
      ]);
    }
    case 'untaint': {
      const { key, effect } = intent.taint;
      return change(`take the taint ${taintWords(intent.taint)} off ${name}`, `taint nodes ${name} ${key}:${effect}-`, [
        tainted(taints.filter((each) => each.key !== key || each.effect !== effect)),
      ]);
    }
    case 'label':
      return intent.value === undefined
        ? change(`take the label ${intent.key} off ${name}`, `label node ${name} ${intent.key}-`, [
            { path: ['metadata', 'labels', intent.key] },
          ])
        : change(
            `label ${name} with ${intent.key}=${intent.value}`,
            `label node ${name} ${intent.key}=${intent.value} --overwrite`,
            [{ path: ['metadata', 'labels', intent.key], value: intent.value }],
          );
    case 'resize':
      return change(`give ${name} ${amountsInWords(intent.amounts)}`, undefined, resized(intent.amounts));
    case 'add':
      return {
        on: 'cluster',
        says: `add ${intent.node}, a node like ${intent.like}`,
        effect: { type: 'new node', node: another(node, intent.node) },
        cost: 0,
      };
    case 'remove':
      return {
        on: 'cluster',
        says: `remove ${name}`,
        kubectl: `delete node ${name}`,
        effect: { type: 'node gone', node: name },
        cost: 0,
      };
  }
}

const another = (like: Node, name: string): Node =>
  edited(like, [
    { path: ['metadata', 'name'], value: name },
    { path: ['metadata', 'uid'], value: name },
    { path: ['metadata', 'labels', 'kubernetes.io/hostname'], value: name },
    { path: ['spec'], value: {} },
    { path: ['status', 'images'] },
  ]);

/**
 * The changes that these intents make one after the other, each for the node as those before have left it.
 *
 * @param nodeOf a node before any of them
 */
export function changesFor(
  intents: readonly NodeIntent[],
  nodeOf: (name: string) => Node | undefined,
): readonly ClusterChange[] {
  const now = new Map<string, Node>();
  return intents.flatMap((intent) => {
    const name = intent.type === 'add' ? intent.like : intent.node;
    const node = now.get(name) ?? nodeOf(name);
    if (node === undefined) return [];
    const change = changeFor(intent, node);
    if (change.effect.type === 'node' || change.effect.type === 'new node') now.set(intent.node, change.effect.node);
    return [change];
  });
}

const amountsInWords = (amounts: Readonly<Record<string, string>>): string =>
  Object.entries(amounts)
    .map(([resource, amount]) => `${amount} of ${resource}`)
    .join(', ');

const resized = (amounts: Readonly<Record<string, string>>): readonly Edit[] =>
  Object.entries(amounts).flatMap(([resource, amount]) => [
    { path: ['status', 'capacity', resource], value: amount },
    {
      path: ['status', 'allocatable', resource],
      value: written(resource, usable(resource, amountOf(resource, amount))),
    },
  ]);
