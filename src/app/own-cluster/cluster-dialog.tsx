import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import dialog from '../dialog.module.css';
import { choices, choose, useChoices } from '../store.ts';
import styles from './cluster-dialog.module.css';
import { clusterLine } from './cluster-in-words.ts';
import { ClusterSummary } from './cluster-summary.tsx';
import { removeCluster, takeCluster, usedLast } from './take-cluster.ts';
import { useReading } from './use-reading.ts';

/** Everything that the API server and kube-scheduler look at for a Pod, and no Secret. */
const command =
  'kubectl get nodes,pods,pv,pvc,sc,csinodes,priorityclasses,pdb,ns,sa,svc,limits,quota -A -o yaml > cluster.yaml';

/** A cluster of one's own: what to run, a place for what it prints, and what was found in it. */
export default function ClusterDialog() {
  const own = useChoices((now) => now.documents.imported);
  const again = usedLast.cluster;
  const { reading, read, cancel } = useReading();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped or pasted is read once
  useEffect(() => {
    const { bringing } = choices();
    if (typeof bringing === 'string') read(bringing, 'pasted');
    else if (bringing instanceof File) read(bringing, bringing.name);
  }, []);
  return (
    <Dialog.Root open onOpenChange={() => choose({ bringing: undefined })}>
      <Dialog.Portal>
        <Dialog.Overlay className={dialog.overlay} />
        <Dialog.Content className={dialog.dialog} aria-describedby={undefined}>
          <Dialog.Title className={dialog.title}>Your cluster</Dialog.Title>
          {reading.is === 'read' ? (
            <ClusterSummary cluster={reading.cluster} onOther={cancel} />
          ) : reading.is === 'reading' ? (
            <Progress share={reading.share} objects={reading.objects} onCancel={cancel} />
          ) : (
            <Bring refused={reading.is === 'refused' ? reading.why : undefined} onText={read} />
          )}
          {own === undefined && again !== undefined && reading.is === 'waiting' && (
            <p className={styles.now}>
              Used before: <b>{clusterLine(again)}</b>{' '}
              <button type="button" onClick={() => choose(takeCluster(again))}>
                Use it again
              </button>
            </p>
          )}
          {own !== undefined && reading.is !== 'read' && (
            <p className={styles.now}>
              Now in use: <b>{clusterLine(own)}</b>{' '}
              <button type="button" onClick={() => choose(removeCluster)}>
                Remove
              </button>
            </p>
          )}
          <Dialog.Close className={dialog.close} aria-label="Close">
            <X size={18} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface BringProps {
  readonly refused: string | undefined;
  readonly onText: (source: string | Blob, name: string) => void;
}

function Bring({ refused, onText }: BringProps) {
  const [typed, setTyped] = useState('');
  // A text area that is given 20 MB stands still for seconds: what is pasted never comes into it.
  const paste = (event: React.ClipboardEvent) => {
    event.preventDefault();
    onText(event.clipboardData.getData('text'), 'pasted');
  };
  return (
    <>
      <p>
        See why a Pod is Pending in the cluster that you have. Run this, and drop the file anywhere on the page.{' '}
        <b>Nothing leaves this tab.</b>
      </p>
      <Command />
      {refused !== undefined && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <textarea
        className={styles.paste}
        aria-label="What kubectl printed"
        placeholder="Or paste what it prints here, as YAML or JSON."
        value={typed}
        onPaste={paste}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.buttons}>
        <label className={styles.file}>
          Choose a file
          <input
            type="file"
            accept=".yaml,.yml,.json,.txt"
            className="visually-hidden"
            onChange={(event) => {
              const picked = event.currentTarget.files?.[0];
              if (picked) onText(picked, picked.name);
            }}
          />
        </label>
        {typed.trim() !== '' && (
          <button type="button" onClick={() => onText(typed, 'typed')}>
            Read it
          </button>
        )}
      </div>
      <p className={styles.aside}>
        Nodes and Pods are what counts; leave out whatever you may not read. Secrets, Events and custom kinds are not
        used. The rules are those of Kubernetes v1.35. Up to 5000 nodes, 50,000 Pods and 25 MB.
      </p>
    </>
  );
}

function Command() {
  const [said, setSaid] = useState('Copy');
  const copy = () =>
    void navigator.clipboard.writeText(command).then(
      () => setSaid('Copied'),
      () => setSaid('Select it and copy'),
    );
  return (
    <div className={styles.command}>
      <code>{command}</code>
      <button type="button" onClick={copy}>
        {said}
      </button>
    </div>
  );
}

interface ProgressProps {
  readonly share: number;
  readonly objects: number;
  readonly onCancel: () => void;
}

function Progress({ share, objects, onCancel }: ProgressProps) {
  return (
    <>
      <p role="status">
        Reading… {objects > 0 && `${objects} objects so far.`} <b>Nothing leaves this tab.</b>
      </p>
      <progress className={styles.progress} aria-label="Share that is read" value={share} max={1} />
      <div className={styles.buttons}>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
