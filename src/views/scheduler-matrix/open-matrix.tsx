import type { RefObject } from 'react';
import styles from './scheduler-matrix.module.css';

interface OpenMatrixProps {
  /** What holds the matrix or the sieve. */
  readonly holder: RefObject<HTMLElement | null>;
}

/** On a low screen the sentence and the changes leave the matrix no room: this is the way to it, with mouse and keys. */
export function OpenMatrix({ holder }: OpenMatrixProps) {
  const open = () => {
    holder.current?.scrollIntoView({ block: 'start' });
    holder.current?.querySelector<HTMLElement | SVGElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className={styles.link} onClick={open}>
      Open the node matrix
    </button>
  );
}
