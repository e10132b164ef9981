import { useState } from 'react';
import type { Node, Taint } from '../../kubernetes/api/types.ts';
import type { NodeIntent } from '../../kubernetes/scheduling/what-if/node-intent.ts';
import { taintWords } from '../../kubernetes/scheduling/what-if/taint-words.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import { readAmount, readLabel } from './read-words.ts';
import styles from './what-if.module.css';

interface MenuProps {
  readonly node: string;
  /** As it would be by now; undefined once it is gone. */
  readonly now: Node | undefined;
  readonly taken: ReadonlySet<string>;
  readonly taint: Taint | undefined;
  readonly names: NodeNames;
  readonly onAdd: (intent: NodeIntent) => void;
}

/** Everything that can be done to one node, by keys as well as by hand. */
export function NodeMenu({ node, now, taken, taint, names, onAdd }: MenuProps) {
  const [label, setLabel] = useState('');
  const [cpu, setCpu] = useState(now?.status?.capacity?.['cpu'] ?? '');
  const [memory, setMemory] = useState(now?.status?.capacity?.['memory'] ?? '');
  if (now === undefined) return null;
  const taints = (now.spec?.taints ?? []).filter(({ key }) => key !== 'node.kubernetes.io/unschedulable');
  const asked = readLabel(label);
  const amounts = { cpu: readAmount(cpu), memory: readAmount(memory) };
  const cordoned = now.spec?.unschedulable === true;
  return (
    <fieldset className={styles.menu}>
      <legend>{names(node)}</legend>
      <button
        type="button"
        className={styles.button}
        onClick={() => onAdd({ type: cordoned ? 'uncordon' : 'cordon', node })}
      >
        {cordoned ? 'Uncordon' : 'Cordon'}
      </button>
      {taint !== undefined && (
        <button type="button" className={styles.button} onClick={() => onAdd({ type: 'taint', node, taint })}>
          Taint with {taintWords(taint)}
        </button>
      )}
      {taints.map((each) => (
        <button
          key={taintWords(each)}
          type="button"
          className={styles.button}
          onClick={() => onAdd({ type: 'untaint', node, taint: each })}
        >
          Take off {taintWords(each)}
        </button>
      ))}
      <span className={styles.group}>
        <label>
          Label{' '}
          <input
            value={label}
            size={16}
            placeholder="disk=ssd, or disk-"
            spellCheck={false}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
        </label>
        <button
          type="button"
          className={styles.button}
          disabled={asked === undefined}
          onClick={() => asked && onAdd({ type: 'label', node, ...asked })}
        >
          Set label
        </button>
      </span>
      <span className={styles.group}>
        <label>
          CPU <input value={cpu} size={6} onChange={(event) => setCpu(event.currentTarget.value)} />
        </label>
        <label>
          Memory <input value={memory} size={9} onChange={(event) => setMemory(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          className={styles.button}
          disabled={amounts.cpu === undefined || amounts.memory === undefined}
          onClick={() =>
            amounts.cpu !== undefined &&
            amounts.memory !== undefined &&
            onAdd({ type: 'resize', node, amounts: { cpu: amounts.cpu, memory: amounts.memory } })
          }
        >
          Resize
        </button>
      </span>
      <button
        type="button"
        className={styles.button}
        onClick={() => onAdd({ type: 'add', node: freeName(taken), like: node })}
      >
        Add a node like it
      </button>
      <button type="button" className={styles.button} onClick={() => onAdd({ type: 'remove', node })}>
        Remove it
      </button>
    </fieldset>
  );
}

function freeName(taken: ReadonlySet<string>): string {
  let i = 1;
  while (taken.has(`new-node-${i}`)) i += 1;
  return `new-node-${i}`;
}
