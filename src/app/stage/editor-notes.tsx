import { capital } from '../../story/words.ts';
import type { Finding } from '../check/finding.ts';
import { tabOf } from '../documents.ts';
import type { ManifestLine } from '../manifest-lines.ts';
import { clusterLine } from '../own-cluster/cluster-in-words.ts';
import type { OwnCluster } from '../own-cluster/own-cluster.ts';
import { removeCluster } from '../own-cluster/take-cluster.ts';
import type { Problem } from '../run/compute-run.ts';
import { choose, useChoices } from '../store.ts';
import styles from './editor-panel.module.css';

interface NotesProps {
  readonly problems: readonly Problem[];
  readonly found: readonly Finding[];
  readonly unmodelled: readonly ManifestLine[];
  /** The text of the scenario, where that is what is edited. */
  readonly nodesOf: string | undefined;
}

/** What there is to say below the text, once the page can be seen. */
export default function EditorNotes({ problems, found, unmodelled, nodesOf }: NotesProps) {
  const own = useChoices((now) => now.documents.imported);
  return (
    <>
      <Problems of={problems} />
      <Findings of={found} />
      <NotModelled lines={unmodelled} />
      {nodesOf !== undefined && own !== undefined && <OwnNodes cluster={own} />}
      {nodesOf !== undefined && own === undefined && !/^\s*nodes:/m.test(nodesOf) && <DefaultNodes />}
    </>
  );
}

/** In place of the nodes that the scenario has. */
function OwnNodes({ cluster }: { readonly cluster: OwnCluster }) {
  return (
    <p className={styles.nodes}>
      <b>{clusterLine(cluster)}</b>, in place of the nodes of this text. Nothing of it leaves this tab.{' '}
      <button type="button" onClick={() => choose({ bringing: true })}>
        Change
      </button>{' '}
      <button type="button" onClick={() => choose(removeCluster)}>
        Remove
      </button>
    </p>
  );
}

/** A scenario that names no nodes has three; to change them they have to stand there. */
function DefaultNodes() {
  const write = () =>
    void import('../default-nodes.ts').then(({ withNodesWritten }) =>
      choose((now) => ({ documents: withNodesWritten(now.documents), builtIn: undefined })),
    );
  return (
    <p className={styles.nodes}>
      No nodes are named: there are three, each with 4 CPUs, 8Gi of memory and room for 110 Pods.{' '}
      <button type="button" onClick={write}>
        Write them out
      </button>
    </p>
  );
}

/** What kube-apiserver would refuse, before anything is run; below it what it takes and may surprise. */
function Findings({ of }: { readonly of: readonly Finding[] }) {
  const refused = of.filter(({ severity }) => severity === 'refused');
  const advice = of.filter(({ severity }) => severity === 'advice');
  return (
    <>
      {refused.length > 1 && <p className={styles.count}>{refused.length} mistakes</p>}
      {refused.length > 0 && (
        <ul className={styles.problems} aria-label="Refused by kube-apiserver">
          {refused.map((finding) => (
            <Remark key={`${finding.line}:${finding.says}`} of={finding} />
          ))}
        </ul>
      )}
      {advice.length > 0 && (
        <details className={styles.advice}>
          <summary>{advice.length === 1 ? 'One piece of advice' : `${advice.length} pieces of advice`}</summary>
          <ul>
            {advice.map((finding) => (
              <Remark key={`${finding.line}:${finding.says}`} of={finding} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What is said of a line, and a way there. */
function Remark({ of: { file, line, says } }: { readonly of: ManifestLine }) {
  return (
    <li>
      <button type="button" className={styles.line} onClick={() => choose({ shownLine: { file, line, typing: true } })}>
        Line {line}
      </button>{' '}
      {says}
    </li>
  );
}

function NotModelled({ lines }: { readonly lines: readonly ManifestLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className={styles.notModelled} aria-label="Not modelled">
      {lines.map(({ file, line, says }) => (
        <Remark key={`${line}:${says}`} of={{ file, line, says: `not modelled: ${says}` }} />
      ))}
    </ul>
  );
}

function Problems({ of }: { readonly of: readonly Problem[] }) {
  if (of.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Problems">
      {of.slice(0, 4).map(({ file, line, what, remedy }) => (
        <li key={`${file}:${line}:${what}`}>
          <b>
            {tabOf(file)}:{line}
          </b>{' '}
          {what}. {capital(remedy)}.
        </li>
      ))}
    </ul>
  );
}
