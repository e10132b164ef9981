import type { LinkWish } from '../copy-link.ts';
import dialog from '../dialog.module.css';
import { choices, choose } from '../store.ts';
import styles from './cluster-dialog.module.css';
import { clusterLine } from './cluster-in-words.ts';
import type { OwnCluster } from './own-cluster.ts';
import { shareOwnCluster } from './share-own-cluster.ts';

interface ShareClusterProps {
  readonly cluster: OwnCluster;
  readonly wish: LinkWish;
  readonly onWish: (wish: LinkWish) => void;
}

/** Whether a cluster of one's own goes out with the link: only where somebody says so. */
export function ShareCluster({ cluster, wish, onWish }: ShareClusterProps) {
  return (
    <fieldset className={styles.share}>
      <legend>
        {wish.cluster
          ? 'Your cluster is in the link, reduced to what kube-scheduler reads.'
          : 'Your cluster is not in the link: who opens it sees the default nodes.'}
      </legend>
      <label className={dialog.check}>
        <input
          type="checkbox"
          checked={wish.cluster}
          onChange={(event) => onWish({ ...wish, cluster: event.currentTarget.checked })}
        />{' '}
        Put it in ({clusterLine(cluster)})
      </label>
      <label className={dialog.check}>
        <input
          type="checkbox"
          checked={wish.anonymous}
          onChange={(event) => onWish({ ...wish, anonymous: event.currentTarget.checked })}
        />{' '}
        Make names anonymous: nodes, Pods, namespaces, labels, images, volumes, here and in your manifests. Names of
        resources and of storage drivers stay.
      </label>
      <button type="button" onClick={() => void download(cluster, wish)}>
        Download the cluster{wish.anonymous ? ' without names' : ''}
      </button>
    </fieldset>
  );
}

/** As YAML that kubectl could have printed, and that opens here again. */
async function download(cluster: OwnCluster, { anonymous }: LinkWish): Promise<void> {
  try {
    const { files } = choices().running;
    const { text } = await shareOwnCluster(cluster, { files, anonymous, as: 'yaml' });
    const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = 'cluster.yaml';
    anchor.click();
    URL.revokeObjectURL(address);
  } catch (problem) {
    choose({
      sharing: false,
      notice: `The cluster could not be written: ${problem instanceof Error ? problem.message : String(problem)}`,
    });
  }
}
