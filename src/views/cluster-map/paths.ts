import { laneOf, nodeOf, processOf } from '../../trace/address.ts';
import type { Message } from '../../trace/trace.ts';
import type { Box } from './box.ts';
import { bottom, centre, type MapGeometry, middle, type NodeColumn, right, slotBox } from './geometry.ts';
import type { PodPlace } from './pod-places.ts';

export type Point = readonly [number, number];

/** The way of a message over the map. `track` names the track it runs on, whatever the direction. */
export interface Way {
  readonly track: string;
  readonly points: readonly Point[];
}

/** Half the distance between the two tracks of a station. */
export const trackGap = 5;

/** Where a message travels; undefined when both ends are one process or one end is not on the map. */
export function wayOf(geometry: MapGeometry, places: ReadonlyMap<string, PodPlace>, message: Message): Way | undefined {
  if (message.body.type === 'traffic') return trafficWay(geometry, places, message.body.pod);
  const from = laneOf(message.from);
  const to = laneOf(message.to);
  if (message.protocol === 'signal' || message.protocol === 'probe') return podWay(geometry, places, message);
  if (from === to) return undefined;
  if (from === 'kube-apiserver') return toTrunk(geometry, to, message, true);
  if (to === 'kube-apiserver') return toTrunk(geometry, from, message, false);
  return onNode(geometry, from, to);
}

function toTrunk(
  geometry: MapGeometry,
  station: string,
  { protocol, role }: Message,
  fromTrunk: boolean,
): Way | undefined {
  const { trunk, kubectl } = geometry;
  const watch = protocol === 'watch';
  const side = watch || role === 'answer' ? trackGap : -trackGap;
  const way = (track: string, points: readonly Point[]): Way => ({
    track,
    points: fromTrunk ? points.toReversed() : points,
  });
  if (station === 'kubectl') {
    const y = centre(trunk) + side;
    return way(`kubectl/${watch ? 'watch' : 'http'}`, [
      [right(kubectl), y],
      [trunk.x, y],
    ]);
  }
  const above = stationBox(geometry, station);
  if (above) {
    const x = middle(above) + (watch ? trackGap : -trackGap);
    return way(`${station}/${watch ? 'watch' : 'http'}`, [
      [x, bottom(above)],
      [x, trunk.y],
    ]);
  }
  const below = processBox(geometry, station);
  if (below) {
    const x = middle(below) + (watch ? trackGap : -trackGap);
    return way(`${station}/${watch ? 'watch' : 'http'}`, [
      [x, below.y],
      [x, bottom(trunk)],
    ]);
  }
  return cellWay(geometry, station, way);
}

function cellWay(
  geometry: MapGeometry,
  station: string,
  way: (track: string, points: readonly Point[]) => Way,
): Way | undefined {
  const cell = geometry.cells?.cells.find(({ node }) => node === nodeOf(`${station}/`));
  if (!cell) return undefined;
  return way(`${station}/cell`, [
    [middle(cell), cell.y],
    [middle(cell), bottom(geometry.trunk)],
  ]);
}

export function stationBox(geometry: MapGeometry, lane: string): Box | undefined {
  switch (lane) {
    case 'etcd':
      return geometry.etcd;
    case 'kube-controller-manager':
      return geometry.controllers;
    case 'kube-scheduler':
      return geometry.scheduler;
    default:
      return undefined;
  }
}

export const columnOf = (geometry: MapGeometry, node: string | undefined): NodeColumn | undefined =>
  geometry.columns.find((column) => column.node === node);

export function processBox(geometry: MapGeometry, lane: string): Box | undefined {
  const column = columnOf(geometry, nodeOf(`${lane}/`));
  switch (column && processOf(lane)) {
    case 'kubelet':
      return column?.kubelet;
    case 'kube-proxy':
      return column?.proxy;
    case 'containerd':
    case 'cni':
      return column?.runtime;
    default:
      return undefined;
  }
}

function onNode(geometry: MapGeometry, from: string, to: string): Way | undefined {
  const column = columnOf(geometry, nodeOf(`${from}/`) ?? nodeOf(`${to}/`));
  if (!column) return undefined;
  const ends = new Set([processOf(from), processOf(to)]);
  const turned = (points: readonly Point[], forward: boolean): readonly Point[] =>
    forward ? points : points.toReversed();
  const { kubelet, runtime, proxy, node } = column;
  if (ends.has('registry')) {
    const y = centre(geometry.registry);
    return {
      track: `${node}/registry`,
      points: turned(
        [
          [runtime.x, y],
          [right(geometry.registry), y],
        ],
        to === 'registry',
      ),
    };
  }
  if (ends.has('kubelet') && ends.has('containerd')) {
    const x = middle(kubelet);
    return {
      track: `${node}/cri`,
      points: turned(
        [
          [x, bottom(kubelet)],
          [x, runtime.y],
        ],
        processOf(to) === 'containerd',
      ),
    };
  }
  if (ends.has('cni')) {
    const y = centre(runtime);
    return {
      track: `${node}/cni`,
      points: turned(
        [
          [runtime.x + runtime.width * 0.45, y],
          [right(runtime) - 36, y],
        ],
        processOf(to) === 'cni',
      ),
    };
  }
  if (ends.has('kube-proxy')) {
    const x = right(proxy) - 7;
    return {
      track: `${node}/rules`,
      points: [
        [x, bottom(proxy)],
        [x, geometry.service.y],
      ],
    };
  }
  return undefined;
}

/** From the kubelet or the runtime to a Pod of the node. */
function podWay(geometry: MapGeometry, places: ReadonlyMap<string, PodPlace>, message: Message): Way | undefined {
  const column = columnOf(geometry, nodeOf(message.from) ?? nodeOf(message.to));
  const pod = 'pod' in message.body ? message.body.pod : undefined;
  const place = [...places.values()].find(({ key, node }) => key === `pods/${pod}` && node === column?.node);
  const box = column && place && slotBox(column, place.slot);
  if (!column || !box) return undefined;
  const probe = message.protocol === 'probe';
  const x = middle(column.kubelet) + (probe ? 14 : 0);
  const points: Point[] = [
    [x, bottom(probe ? column.kubelet : column.runtime)],
    [x, box.y],
  ];
  const up = message.role === 'answer' || (message.body.type === 'signal' && message.body.signal === 'exit');
  return { track: `${column.node}/${probe ? 'probe' : 'container'}`, points: up ? points.toReversed() : points };
}

/** From a client along the Service line, and up to the Pod once it is chosen. */
function trafficWay(geometry: MapGeometry, places: ReadonlyMap<string, PodPlace>, pod: string | undefined): Way {
  const y = centre(geometry.service);
  const start: Point = [right(geometry.client), y];
  const place = [...places.values()].find(({ key }) => key === `pods/${pod}`);
  const column = columnOf(geometry, place?.node);
  const box = column && place && slotBox(column, place.slot);
  if (!box) return { track: 'client', points: [start, [geometry.service.x + geometry.service.width * 0.3, y]] };
  const x = servicePoint(box);
  return { track: `client/${place.key}`, points: [start, [x, y], [x, bottom(box)]] };
}

/** Where the line of an endpoint meets its Pod. */
export const servicePoint = (pod: Box): number => pod.x + pod.width - 12;
