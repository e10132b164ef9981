import { PanelLeftOpen, PanelRightOpen } from 'lucide-react';
import { type Size, useSize } from '../../views/size.ts';
import styles from './stage.module.css';

/** A folded panel: its name written upwards. */
export function Spine({
  name,
  side,
  onOpen,
}: {
  readonly name: string;
  readonly side: 'left' | 'right';
  readonly onOpen: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.spine}
      data-side={side}
      aria-label={`Open ${name}`}
      aria-expanded="false"
      onClick={onOpen}
    >
      {side === 'left' ? (
        <PanelLeftOpen size={16} aria-hidden="true" />
      ) : (
        <PanelRightOpen size={16} aria-hidden="true" />
      )}
      <span>{name}</span>
    </button>
  );
}

/** Room for a drawing, which is told its size. */
export function Drawing({
  className,
  scrolls,
  children,
}: {
  readonly className?: string | undefined;
  /** Name of a part that scrolls by itself, so that keys reach it. */
  readonly scrolls?: string;
  readonly children: (size: Size) => React.ReactNode;
}) {
  const [ref, size] = useSize();
  return (
    <div
      ref={ref}
      className={[styles.drawing, className ?? ''].join(' ')}
      {...(scrolls === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': scrolls })}
    >
      {size && size.width > 40 && size.height > 40 ? children(size) : null}
    </div>
  );
}
