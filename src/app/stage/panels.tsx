import { Fragment } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { choices, choose } from '../store.ts';
import styles from './panels.module.css';

export interface PanelPlan {
  readonly id: string;
  /** Said by the handle before it: "Resize the inspector". */
  readonly name: string;
  /** Size at first, in px or, as text, in percent; one panel of a row has none and takes what is left. */
  readonly size?: number | string;
  /** The least size in px. */
  readonly least: number;
  readonly content: React.ReactNode;
}

interface PanelsProps {
  readonly name: string;
  readonly orientation?: 'horizontal' | 'vertical';
  readonly panels: readonly PanelPlan[];
}

/** Panels side by side, or one above the other, with handles between them. Sizes are kept for each mode and set of panels. */
export function Panels({ name, orientation = 'horizontal', panels }: PanelsProps) {
  const key = `${name}/${panels.map(({ id }) => id).join('+')}`;
  const kept = choices().sizes[key];
  return (
    <Group
      key={key}
      className={styles.group}
      orientation={orientation}
      {...(kept ? { defaultLayout: { ...kept } } : {})}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) choose(({ sizes }) => ({ sizes: { ...sizes, [key]: layout } }));
      }}
    >
      {panels.map(({ id, name: said, size, least, content }, place) => (
        <Fragment key={id}>
          {place > 0 && (
            <Separator
              className={styles.handle}
              aria-label={`Resize ${panels[place]?.size === undefined ? (panels[place - 1]?.name ?? said) : said}`}
            />
          )}
          <Panel
            id={id}
            className={styles.panel}
            minSize={least}
            {...(size === undefined ? {} : { defaultSize: size, groupResizeBehavior: 'preserve-pixel-size' as const })}
          >
            {content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
