import { useMemo, useState } from 'react';
import { hiddenNames, shownNames } from '../../story/hidden-names.ts';
import { lookAt, placementOf } from '../../story/placement.ts';
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
  const names = useMemo(() => (hidden && placement ? hiddenNames(placement.order) : shownNames), [hidden, placement]);
  if (!placement) return <p className={styles.empty}>kube-scheduler has decided nothing yet at {moment(frame.at)}.</p>;
  return (
    <DecisionView
      key={placement.id}
      {...props}
      placement={placement}
      names={names}
      hidden={hidden}
      onHide={setHidden}
    />
  );
}
