import styles from './cluster-map.module.css';
import { type Box, bottom, centre, type MapGeometry, middle, right } from './geometry.ts';
import { trackGap } from './paths.ts';

/** Lines between stations and trunk. There are no others: nobody calls the scheduler or a kubelet. */
export function Tracks({
  geometry,
  emphasis,
}: {
  readonly geometry: MapGeometry;
  readonly emphasis: (track: string) => 'path' | 'opened' | 'plain' | 'dim' | 'failed';
}) {
  return trackLines(geometry).map(({ track, d, dashed }) => {
    const how = emphasis(track);
    return (
      <path
        key={track}
        className={
          styles[
            how === 'path'
              ? 'trackPath'
              : how === 'opened'
                ? 'trackOpened'
                : how === 'failed'
                  ? 'trackFailed'
                  : how === 'dim'
                    ? 'trackDim'
                    : 'track'
          ]
        }
        d={d}
        strokeDasharray={dashed ? '5 4' : undefined}
      />
    );
  });
}

interface Line {
  readonly track: string;
  readonly d: string;
  readonly dashed: boolean;
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
    lines.push({ track: `${node}/container`, d: `M${middle(kubelet)},${bottom(runtime)}V${pods.y}`, dashed: false });
    const from = place === 0 ? right(registry) : right(columns[place - 1]?.box ?? registry);
    lines.push({
      track: `${node}/registry`,
      d: `M${place === 0 ? from : columns[0] ? right(registry) : from},${centre(registry)}H${runtime.x}`,
      dashed: false,
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
