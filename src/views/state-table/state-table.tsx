import type { KubeEvent, Node, Pod, Service } from '../../kubernetes/api/types.ts';
import { statusOf } from '../../story/pod-status.ts';
import { moment } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import styles from './state-table.module.css';

export type TableTab = 'pods' | 'events' | 'services' | 'nodes';

export interface StateTableProps {
  readonly frame: Frame;
  readonly tab: TableTab;
  readonly followed: string | undefined;
  readonly onTab: (tab: TableTab) => void;
  readonly onFollow: (key: string) => void;
}

/** The cluster at the cursor, as kubectl would print it. */
export function StateTable({ frame, tab, followed, onTab, onFollow }: StateTableProps) {
  const events = frame.list('events').length;
  const tabs: readonly { readonly tab: TableTab; readonly name: string }[] = [
    { tab: 'pods', name: `Pods at ${moment(frame.at)}` },
    { tab: 'services', name: 'Services' },
    { tab: 'nodes', name: 'Nodes' },
    { tab: 'events', name: `Events ${events}` },
  ];
  return (
    <section className={styles.table} aria-label="State of the cluster">
      <div className={styles.tabs} role="tablist">
        {tabs.map((each) => (
          <button
            key={each.tab}
            type="button"
            role="tab"
            aria-selected={tab === each.tab}
            onClick={() => onTab(each.tab)}
          >
            {each.name}
          </button>
        ))}
      </div>
      <div className={styles.body}>
        {tab === 'pods' && <Pods frame={frame} followed={followed} onFollow={onFollow} />}
        {tab === 'services' && (
          <Grid
            head={['NAME', 'TYPE', 'CLUSTER-IP', 'PORT(S)']}
            rows={services(frame)}
            empty={`No Service at ${moment(frame.at)}`}
          />
        )}
        {tab === 'nodes' && <Grid head={['NAME', 'STATUS', 'CPU', 'MEMORY']} rows={nodes(frame)} empty="No node" />}
        {tab === 'events' && (
          <Grid
            head={['TYPE', 'REASON', 'OBJECT', 'MESSAGE']}
            rows={eventsOf(frame)}
            empty={`No event yet at ${moment(frame.at)}`}
          />
        )}
      </div>
    </section>
  );
}

function Pods({ frame, followed, onFollow }: Pick<StateTableProps, 'frame' | 'followed' | 'onFollow'>) {
  const pods = frame.pods();
  if (pods.length === 0) return <p className={styles.empty}>No Pods at {moment(frame.at)}.</p>;
  const chosen = pods.find((pod) => keyOf(pod) === followed) ?? pods[0];
  return (
    <>
      <table>
        <thead>
          <tr>
            {['NAME', 'READY', 'STATUS', 'RESTARTS', 'IP', 'NODE'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pods.slice(0, 300).map((pod) => {
            const { ready, status, restarts } = statusOf(pod);
            return (
              <tr key={pod.metadata.uid} data-selected={keyOf(pod) === followed}>
                <td>
                  <button type="button" onClick={() => onFollow(keyOf(pod))}>
                    {pod.metadata.name}
                  </button>
                </td>
                <td>{ready}</td>
                <td>{status}</td>
                <td>{restarts}</td>
                <td>{pod.status?.podIP ?? '<none>'}</td>
                <td>{pod.spec.nodeName ?? '<none>'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {chosen && (
        <p className={styles.why}>
          <b>Why STATUS says {statusOf(chosen).status}.</b> {statusOf(chosen).why}
        </p>
      )}
    </>
  );
}

function Grid({
  head,
  rows,
  empty,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}) {
  if (rows.length === 0) return <p className={styles.empty}>{empty}.</p>;
  return (
    <table>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 300).map((cells) => (
          <tr key={cells.join('|')}>
            {cells.map((cell, place) => (
              <td key={`${head[place]}`}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const keyOf = ({ metadata }: Pod) => `pods/${metadata.namespace ?? 'default'}/${metadata.name}`;

const services = (frame: Frame) =>
  (frame.list('services') as readonly Service[]).map(({ metadata, spec }) => [
    metadata.name,
    spec?.type ?? 'ClusterIP',
    spec?.clusterIP ?? '<none>',
    (spec?.ports ?? []).map(({ port, protocol }) => `${port}/${protocol ?? 'TCP'}`).join(','),
  ]);

const nodes = (frame: Frame) =>
  (frame.list('nodes') as readonly Node[]).map(({ metadata, status }) => [
    metadata.name,
    status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True' ? 'Ready' : 'NotReady',
    status?.allocatable?.['cpu'] ?? '',
    status?.allocatable?.['memory'] ?? '',
  ]);

const eventsOf = (frame: Frame) =>
  (frame.list('events') as readonly KubeEvent[]).map((event) => [
    event.type ?? '',
    event.reason ?? '',
    `${event.involvedObject?.kind?.toLowerCase() ?? ''}/${event.involvedObject?.name ?? ''}`,
    `${event.message ?? ''}${(event.count ?? 1) > 1 ? ` (${event.count} times)` : ''}`,
  ]);
