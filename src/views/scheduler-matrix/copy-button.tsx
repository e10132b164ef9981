import { useState } from 'react';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';
import { placementMarkdown } from '../../story/placement/placement-markdown.ts';
import { inOrder, type PlacementSort } from '../../story/placement/placement-order.ts';
import styles from './scheduler-matrix.module.css';

interface CopyProps {
  readonly placement: Placement;
  readonly names: NodeNames;
  readonly sentence: string | undefined;
  readonly sort: PlacementSort;
  readonly resource: string | undefined;
}

/** Puts the decision into the clipboard, with names hidden if they are hidden on the screen. */
export function CopyButton({ placement, names, sentence, sort, resource }: CopyProps) {
  const [said, setSaid] = useState('');
  const copy = () => {
    const rows = inOrder(placement.rows, sort, resource ?? '');
    navigator.clipboard.writeText(placementMarkdown(placement, rows, { sentence, resource, names })).then(
      () => setSaid('Copied'),
      () => setSaid('The browser does not allow it'),
    );
  };
  return (
    <span className={styles.copy}>
      <button type="button" className={styles.link} onClick={copy}>
        Copy as markdown
      </button>
      <output>{said}</output>
    </span>
  );
}
