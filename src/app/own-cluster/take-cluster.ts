import { type Choices, opened } from '../choices.ts';
import { around, type Documents } from '../documents.ts';
import { withAction } from '../intervene.ts';
import { whatIsIn } from './cluster-in-words.ts';
import type { OwnCluster, PendingPod } from './own-cluster.ts';

/** The cluster that was used last, on this page: an example that was opened meanwhile has not made it lost. */
export const usedLast: { cluster: OwnCluster | undefined } = { cluster: undefined };

/** The files of now run in a cluster of one's own; with a Pod that waits there, in its place. */
export const takeCluster =
  (cluster: OwnCluster, asked?: PendingPod) =>
  (now: Choices): Partial<Choices> => {
    usedLast.cluster = cluster;
    const imported = asked === undefined ? cluster : { ...cluster, without: [asked.key] };
    const documents = asked === undefined ? now.documents : withPod(now, asked);
    return {
      ...opened({ ...documents, imported }, undefined),
      bringing: undefined,
      notice: `This is your cluster: ${whatIsIn(cluster.summary)}. Nothing of it leaves this tab. ${asked === undefined ? 'Paste your Pod into the editor and run it; ' : ''}the tab Scheduler says where it goes and why.`,
    };
  };

/** An example that nobody touched makes way; what was typed stays, and the Pod comes beside it. */
function withPod({ builtIn, documents }: Choices, { name, manifest }: PendingPod): Documents {
  const file = `${name.replace('/', '-')}.yaml`;
  if (builtIn !== undefined) return around(file, manifest);
  const changed = withAction(documents, 0, { kubectl: `create -f ${file}` });
  return { ...changed, files: { ...changed.files, [file]: manifest } };
}

/** Back to the nodes of the scenario. */
export const removeCluster = ({ documents: { imported: _, ...documents } }: Choices): Partial<Choices> => ({
  ...opened(documents, undefined),
  bringing: undefined,
  notice: 'Your cluster is removed; the nodes of the scenario are back. Your files stay.',
});
