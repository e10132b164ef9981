import { useMemo, useRef, useState } from 'react';
import { hiddenNames, shownNames } from '../../story/placement/hidden-names.ts';
import { lookAt, type Placement, placementOf } from '../../story/placement/placement.ts';
import { moment } from '../../story/words.ts';
import { DecisionView } from './decision-view.tsx';
import type { SchedulerMatrixProps } from './matrix-props.ts';
import styles from './scheduler-matrix.module.css';

/** Why that node, and why not the others: the decision of the run at the cursor, plugin by plugin. */
export function SchedulerMatrix(props: SchedulerMatrixProps) {
  const { story, frame, followed } = props;
  const look = lookAt(story, frame.at, followed);
  // The cursor moves much more often than it comes to another decision.
  const placement = useMemo(() => look && placementOf(story, look), [story, look]);
  const [hidden, setHidden] = useState(false);
  const kept = useRef<string>(undefined);
  const names = useMemo(() => (hidden && placement ? hiddenNames(placement.order) : shownNames), [hidden, placement]);
  if (!placement) return <p className={styles.empty}>kube-scheduler has decided nothing yet at {moment(frame.at)}.</p>;
  return (
    <DecisionView
      key={keyOf(placement)}
      {...props}
      placement={placement}
      names={names}
      hidden={hidden}
      onHide={setHidden}
      kept={kept}
    />
  );
}

const keys = new WeakMap<Placement, number>();
let last = 0;

/** Ids of decisions come again in the next run: what was chosen for one of them is not for the other. */
function keyOf(placement: Placement): number {
  const key = keys.get(placement) ?? ++last;
  keys.set(placement, key);
  return key;
}
