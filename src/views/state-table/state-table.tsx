import { Tabs } from 'radix-ui';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { capital } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import { PrintedTable } from './printed-table.tsx';
import styles from './state-table.module.css';

export interface StateTableProps {
  readonly frame: Frame;
  /** A resource: `pods`. */
  readonly tab: string;
  readonly followed: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly onFollow: (key: string) => void;
}

const names: Readonly<Record<string, string>> = {
  pods: 'Pods',
  deployments: 'Deployments',
  replicasets: 'ReplicaSets',
  statefulsets: 'StatefulSets',
  daemonsets: 'DaemonSets',
  jobs: 'Jobs',
  cronjobs: 'CronJobs',
  horizontalpodautoscalers: 'Autoscalers',
  poddisruptionbudgets: 'Budgets',
  persistentvolumeclaims: 'Claims',
  persistentvolumes: 'Volumes',
  resourcequotas: 'Quotas',
  ingresses: 'Ingresses',
  services: 'Services',
  endpointslices: 'EndpointSlices',
  nodes: 'Nodes',
  events: 'Events',
};
const always = new Set(['pods', 'services', 'nodes', 'events']);
const wide: Readonly<Record<string, readonly string[]>> = { pods: ['IP', 'NODE'] };

/** The cluster at the cursor, as kubectl would print it; a kind that this run never has gets no tab. */
export function StateTable({ frame, tab, followed, onTab, onFollow }: StateTableProps) {
  const resources = Object.keys(names).filter((resource) => always.has(resource) || frame.index.keys.has(resource));
  const chosen = resources.includes(tab) ? tab : 'pods';
  return (
    <Tabs.Root className={styles.table} value={chosen} onValueChange={onTab} aria-label="State of the cluster">
      <Tabs.List className={styles.tabs} aria-label="What kubectl get prints">
        {resources.map((resource) => (
          <Tabs.Trigger key={resource} value={resource}>
            {names[resource]}
            {resource === 'events' && ` ${frame.list('events').length}`}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content className={styles.body} value={chosen}>
        <PrintedTable
          frame={frame}
          resource={chosen}
          wide={wide[chosen] ?? []}
          followed={followed}
          onFollow={onFollow}
        />
        {chosen === 'pods' && <WhyStatus frame={frame} followed={followed} />}
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The printer's rule that made STATUS, for the Pod that is followed or else the first. */
function WhyStatus({ frame, followed }: Pick<StateTableProps, 'frame' | 'followed'>) {
  const pods = frame.pods();
  const pod = pods.find(({ metadata }) => followed === `pods/${metadata.namespace ?? ''}/${metadata.name}`) ?? pods[0];
  if (!pod) return null;
  const { status, because } = printedStatus(pod);
  return (
    <p className={styles.why}>
      <b>Why STATUS says {status}.</b> {capital(because)}.
    </p>
  );
}
