import type { Box } from './box.ts';
import styles from './cluster-map.module.css';
import { bottom, centre, type MapGeometry, middle, right } from './geometry.ts';
import { trackGap } from './paths.ts';

export type Emphasis = 'path' | 'opened' | 'failed' | 'plain' | 'dim';

const looks: Readonly<Record<Emphasis, string | undefined>> = {
  path: styles.trackPath,
  opened: styles.trackOpened,
  failed: styles.trackFailed,
  plain: styles.track,
  dim: styles.trackDim,
};
const order: readonly Emphasis[] = ['dim', 'plain', 'opened', 'path', 'failed'];

interface TracksProps {
  readonly geometry: MapGeometry;
  readonly emphasis: (track: string) => Emphasis;
}

/** Lines between stations and trunk, the lit ones on top. There are no others: nobody calls the scheduler or a kubelet. */
export function Tracks({ geometry, emphasis }: TracksProps) {
  const lines = trackLines(geometry)
    .map((line) => ({ ...line, how: emphasis(line.track) }))
    .filter(({ how, hidden }) => !hidden || order.indexOf(how) > 1)
    .toSorted((a, b) => order.indexOf(a.how) - order.indexOf(b.how));
  return lines.map(({ track, d, dashed, how }) => (
    <path key={track} className={looks[how]} d={d} strokeDasharray={dashed ? '5 4' : undefined} />
  ));
}

interface Line {
  readonly track: string;
  readonly d: string;
  readonly dashed: boolean;
  /** Only seen when something runs on it. */
  readonly hidden?: boolean;
}

export function trackLines(geometry: MapGeometry): readonly Line[] {
  const { kubectl, trunk, etcd, controllers, scheduler, registry, columns } = geometry;
  const y = centre(trunk);
  const lines: Line[] = [
    { track: 'kubectl/http', d: `M${right(kubectl)},${y - trackGap}H${trunk.x}`, dashed: false },
    { track: 'kubectl/watch', d: `M${right(kubectl)},${y + trackGap}H${trunk.x}`, dashed: false },
    ...pair('etcd', etcd, bottom(etcd), trunk.y, false),
    ...pair('kube-controller-manager', controllers, bottom(controllers), trunk.y, true),
    ...pair('kube-scheduler', scheduler, bottom(scheduler), trunk.y, true),
  ];
  for (const [place, { node, kubelet, proxy, runtime, pods }] of columns.entries()) {
    lines.push(...pair(`${node}/kubelet`, kubelet, bottom(trunk), kubelet.y, true));
    lines.push(...pair(`${node}/kube-proxy`, proxy, bottom(trunk), proxy.y, true).slice(1));
    lines.push({ track: `${node}/cri`, d: `M${middle(kubelet)},${bottom(kubelet)}V${runtime.y}`, dashed: false });
    lines.push({
      track: `${node}/container`,
      d: `M${middle(kubelet)},${bottom(runtime)}V${pods.y}`,
      dashed: false,
      hidden: true,
    });
    lines.push({
      track: `${node}/registry`,
      d: `M${right(registry)},${centre(registry)}H${runtime.x}`,
      dashed: false,
      hidden: place > 0,
    });
  }
  return lines;
}

function pair(track: string, box: Box, from: number, to: number, dashed: boolean): Line[] {
  return [
    { track: `${track}/http`, d: `M${middle(box) - trackGap},${from}V${to}`, dashed: false },
    { track: `${track}/watch`, d: `M${middle(box) + trackGap},${from}V${to}`, dashed },
  ];
}
