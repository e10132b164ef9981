import { fittedMiddle } from '../fit-text.ts';
import styles from './cluster-map.module.css';
import type { Gauge } from './gauges.ts';
import { bottom, type NodeColumn as Column, right } from './geometry.ts';
import type { Metrics } from './metrics.ts';
import { type Ink, Station } from './station.tsx';

interface NodeColumnProps {
  readonly column: Column;
  readonly metrics: Metrics;
  readonly ink: (process: string) => Ink;
  readonly lit: boolean;
  readonly gauge: Gauge | undefined;
  readonly empty: boolean;
  readonly more: number;
  readonly notReady: boolean;
}

/** A node with its processes; Pods are drawn over it. */
export function NodeColumn({ column, metrics, ink, lit, gauge, empty, more, notReady }: NodeColumnProps) {
  const { box, kubelet, proxy, runtime, pods, node } = column;
  const { font, kind } = metrics;
  const small = font > 16 ? 20 : 12.5;
  return (
    <>
      <rect className={lit ? styles.nodeLit : styles.node} {...box} rx="6" />
      <text
        className={lit ? styles.nodeName : styles.nodeNameDim}
        x={box.x + 10}
        y={box.y + 14 + font / 3 + 2}
        style={{ fontSize: font }}
      >
        {fittedMiddle(node, Math.min(box.width - 20, 10.4 * font * 0.53), font)}
      </text>
      {notReady && (
        <text className={styles.notReady} x={right(box) - 10} y={box.y + 19} textAnchor="end">
          NotReady
        </text>
      )}
      <Station box={kubelet} name="kubelet" ink={ink('kubelet')} font={small} middled />
      <Station box={proxy} name="kube-proxy" ink={ink('kube-proxy')} font={small} middled />
      <Station box={runtime} name="containerd" ink={ink('containerd')} font={small} />
      <text
        className={styles.cni}
        x={right(runtime) - 10}
        y={runtime.y + runtime.height / 2 + 4.5}
        textAnchor="end"
        style={{ fontSize: small }}
      >
        CNI
      </text>
      {empty && (
        <text
          className={styles.noPods}
          x={pods.x + pods.width / 2}
          y={pods.y + pods.height / 2}
          style={{ fontSize: Math.max(12.5, font - 2) }}
        >
          no Pods
        </text>
      )}
      {more > 0 && (
        <text className={styles.noPods} x={pods.x + pods.width / 2} y={bottom(pods) - 1} style={{ fontSize: 12 }}>
          and {more} more
        </text>
      )}
      {(kind === 'full' || kind === 'compact') && (
        <Gauges column={column} gauge={gauge} y={bottom(box) - (kind === 'full' ? 15 : 12)} />
      )}
    </>
  );
}

function Gauges({
  column,
  gauge,
  y,
}: {
  readonly column: Column;
  readonly gauge: Gauge | undefined;
  readonly y: number;
}) {
  const { box } = column;
  const width = Math.max(0, (box.width - 100) / 2);
  const bars = [
    { name: 'cpu', x: box.x + 10, share: gauge?.cpu ?? 0 },
    { name: 'mem', x: box.x + box.width / 2 + 8, share: gauge?.memory ?? 0 },
  ];
  return bars.map(({ name, x, share }) => (
    <g key={name}>
      <title>{`${name} requested: ${Math.round(share * 100)} % of what can be allocated`}</title>
      <text className={styles.line} x={x} y={y + 4}>
        {name}
      </text>
      <rect className={styles.gauge} x={x + 29} y={y - 3.5} width={width} height="7" />
      {share > 0 && (
        <rect className={styles.gaugeFull} x={x + 29.5} y={y - 3} width={Math.max(1, (width - 1) * share)} height="6" />
      )}
    </g>
  ));
}
