import { useEffect, useRef } from 'react';
import { choose } from '../store.ts';
import styles from './cluster-dialog.module.css';
import { clusterLine, whatIsUnused } from './cluster-in-words.ts';
import type { OwnCluster } from './own-cluster.ts';
import { takeCluster } from './take-cluster.ts';

interface SummaryProps {
  readonly cluster: OwnCluster;
  readonly onOther: () => void;
}

/** What was found, what is not used and what was left out, before anything is run in it. */
export function ClusterSummary({ cluster, onOther }: SummaryProps) {
  const { summary } = cluster;
  const use = useRef<HTMLButtonElement>(null);
  // Whoever waited for the reading goes on with Enter.
  useEffect(() => use.current?.focus({ preventScroll: true }), []);
  const unused = whatIsUnused(summary);
  const { pending, leftOut, leftOutCount } = summary;
  return (
    <>
      <p role="status">
        <b>{clusterLine(cluster)}</b>
      </p>
      {unused !== '' && <p>Not used here: {unused}.</p>}
      {leftOutCount > 0 && (
        <details open={leftOutCount <= 5} className={styles.leftOut}>
          <summary>{leftOutCount === 1 ? 'One item is left out' : `${leftOutCount} items are left out`}</summary>
          <ul>
            {leftOut.map(({ which, line, why }) => (
              <li key={`${which}:${line}`}>
                {line > 0 && (
                  <>
                    <b>Line {line}</b>,{' '}
                  </>
                )}
                {which}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
      {pending.length > 0 && (
        <>
          <p>{pending.length === 1 ? 'One Pod waits for a node:' : 'These Pods wait for a node:'}</p>
          <ul className={styles.pending}>
            {pending.map((pod) => (
              <li key={pod.key}>
                <button type="button" onClick={() => choose(takeCluster(cluster, pod))}>
                  Why is {pod.name} Pending?
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.aside}>
        Pods that are there are shown and counted; what runs in their containers is not simulated. Your files in the
        editor stay. The cluster is kept as long as this page is open.
      </p>
      <div className={styles.buttons}>
        <button ref={use} type="button" className={styles.use} onClick={() => choose(takeCluster(cluster))}>
          Use this cluster
        </button>
        <button type="button" onClick={onOther}>
          Another one
        </button>
      </div>
    </>
  );
}
