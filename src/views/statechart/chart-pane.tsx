import type { Story } from '../../story/tell.ts';
import type { ChartDefinition } from '../../trace/chart-definition.ts';
import type { Millis } from '../../trace/trace.ts';
import type { Size } from '../size.ts';
import { ChartBody } from './chart-body.tsx';
import { ChartChooser } from './chart-chooser.tsx';
import type { ChartName } from './chart-names.ts';
import styles from './statechart.module.css';

interface PaneProps {
  readonly story: Story;
  readonly names: readonly ChartName[];
  readonly name: ChartName;
  readonly definition: ChartDefinition;
  readonly now: Millis;
  readonly size: Size;
  readonly onChoose: (name: ChartName) => void;
  readonly onJump: ((at: Millis) => void) | undefined;
}

const barHeight = 40;

/** One chart under its name, which is also the way to another. */
export function ChartPane({ story, names, name, definition, now, size, onChoose, onJump }: PaneProps) {
  return (
    <section className={styles.pane} style={{ width: size.width }} aria-label={`Statechart of ${name.label}`}>
      <div className={styles.bar} style={{ height: barHeight }}>
        <ChartChooser names={names} chosen={name} onChoose={onChoose} />
      </div>
      <ChartBody
        key={name.key}
        index={story.index}
        name={name}
        definition={definition}
        now={now}
        size={{ width: size.width, height: size.height - barHeight }}
        onJump={onJump}
      />
    </section>
  );
}
