import { Check, ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId, useMemo, useState } from 'react';
import type { ChartName } from './chart-names.ts';
import styles from './chooser.module.css';
import { type Offered, offeredCharts } from './offered-charts.ts';

interface ChooserProps {
  readonly names: readonly ChartName[];
  readonly chosen: ChartName;
  readonly onChoose: (name: ChartName) => void;
}

/** Which chart: a list by component that can be searched, since a run has hundreds. */
export function ChartChooser({ names, chosen, onChoose }: ChooserProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={styles.trigger} aria-label={`Statechart of ${chosen.label}. Choose another`}>
        <b>{chosen.label}</b>
        <span>{chosen.detail}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.popover} align="start" sideOffset={4} aria-label="Choose a statechart">
          <Choices
            names={names}
            chosen={chosen}
            onChoose={(name) => {
              onChoose(name);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ names, chosen, onChoose }: ChooserProps) {
  const id = useId();
  const [text, setText] = useState('');
  const groups = useMemo(() => offeredCharts(names, chosen, text), [names, chosen, text]);
  const all = useMemo(() => groups.flatMap(({ charts }) => charts), [groups]);
  const [place, setPlace] = useState(() => Math.max(0, all.indexOf(chosen)));
  const here = all[Math.min(place, all.length - 1)];
  const move = (by: number) => setPlace(Math.max(0, Math.min(all.length - 1, place + by)));
  const press = (event: React.KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const by = steps[event.key];
    if (by !== undefined) move(by);
    else if (event.key === 'Enter' && here) onChoose(here);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={here && `${id}${here.key}`}
        aria-label="Find a statechart"
        placeholder="Find: nginx, PATCH, scheduler, worker-2"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
      />
      <div id={id} role="listbox" aria-label="Statecharts" className={styles.list}>
        {groups.map((group) => (
          <Group key={group.name} id={id} group={group} chosen={chosen} here={here} onChoose={onChoose} />
        ))}
        {all.length === 0 && <p>No chart of this run is called that.</p>}
      </div>
    </>
  );
}

interface GroupProps extends Pick<ChooserProps, 'chosen' | 'onChoose'> {
  readonly id: string;
  readonly group: Offered;
  readonly here: ChartName | undefined;
}

function Group({ id, group, chosen, here, onChoose }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div role="group" aria-label={group.name}>
      <div className={styles.group} aria-hidden="true">
        {group.name}
      </div>
      {group.charts.map((name) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above hears the keys
        <div
          key={name.key}
          id={`${id}${name.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={name === here}
          ref={name === here ? intoSight : undefined}
          onClick={() => onChoose(name)}
        >
          {name.key === chosen.key ? <Check size={13} aria-label="shown now" /> : <i />}
          <span>{name.label}</span>
          <span>{name.detail}</span>
        </div>
      ))}
      {group.more > 0 && <p>and {group.more} more: type to find them</p>}
    </div>
  );
}

const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
