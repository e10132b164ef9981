import { useState } from 'react';
import styles from '../../views/what-if/what-if.module.css';
import { CapacitySection } from './capacity-section.tsx';
import { ExperimentSection } from './experiment-section.tsx';
import type { SectionProps } from './section-props.ts';

/** What can be asked about a decision beyond the decision itself. */
export function ToolsSection(props: SectionProps) {
  const [open, setOpen] = useState<'what if' | 'capacity'>();
  const toggle = (which: typeof open) => () => setOpen(open === which ? undefined : which);
  return (
    <div className={styles.tools}>
      <div className={styles.actions}>
        <button type="button" className={styles.button} aria-expanded={open === 'what if'} onClick={toggle('what if')}>
          What if
        </button>
        <button
          type="button"
          className={styles.button}
          aria-expanded={open === 'capacity'}
          onClick={toggle('capacity')}
        >
          How many more fit?
        </button>
      </div>
      {open === 'what if' && <ExperimentSection {...props} onEnd={() => setOpen(undefined)} />}
      {open === 'capacity' && <CapacitySection {...props} />}
    </div>
  );
}
