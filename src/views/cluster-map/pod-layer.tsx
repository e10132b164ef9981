import type { Pod } from '../../kubernetes/api/types.ts';
import { laneOf } from '../../trace/address.ts';
import type { Attention } from './attention.ts';
import type { ClusterMapProps } from './cluster-map-props.ts';
import { type MapGeometry, slotBox } from './geometry.ts';
import { columnOf } from './paths.ts';
import { PodCard } from './pod-card.tsx';
import type { PodPlaces } from './pod-places.ts';

interface PodLayerProps extends ClusterMapProps {
  readonly geometry: MapGeometry;
  readonly pods: PodPlaces;
  readonly attention: Attention;
}

/** The Pods that are bound at the cursor, each in the place that it has for the whole run. */
export function PodLayer({ frame, geometry, pods, attention, hidesStatus, followed, onFollow }: PodLayerProps) {
  const bound = new Map(frame.pods().map((pod) => [pod.metadata.uid, pod]));
  const concerned = new Set(attention.sent.map(({ body }) => ('pod' in body && body.pod ? `pods/${body.pod}` : '')));
  return pods.places.map(({ uid, key, node, slot }) => {
    const pod: Pod | undefined = bound.get(uid);
    const column = columnOf(geometry, node);
    const box = column && slotBox(column, slot);
    if (!pod?.spec.nodeName || !box) return null;
    const acting = frame
      .inFlight()
      .some(
        (message) =>
          'pod' in message.body && `pods/${message.body.pod}` === key && laneOf(message.from).startsWith(node),
      );
    return (
      <PodCard
        key={uid}
        box={box}
        pod={pod}
        frame={frame}
        font={geometry.metrics.font}
        acting={acting}
        lit={concerned.has(key) || attention.nodes.has(node)}
        hidesStatus={hidesStatus}
        selected={followed === key}
        onFollow={() => onFollow(key)}
      />
    );
  });
}
