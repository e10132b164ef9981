import type { Size } from '../size.ts';
import type { Box } from './box.ts';
import { cellsFor, type NodeCells } from './cells.ts';
import { type Metrics, metricsFor } from './metrics.ts';
import type { PodPlaces } from './pod-places.ts';

export interface NodeColumn {
  readonly node: string;
  readonly box: Box;
  readonly kubelet: Box;
  readonly proxy: Box;
  readonly runtime: Box;
  /** Room for Pods. */
  readonly pods: Box;
  readonly slotHeight: number;
  /** How many Pods are drawn; the rest are dots. */
  readonly drawn: number;
}

/** Every place on the map, computed once for (size, nodes, run). */
export interface MapGeometry {
  readonly size: Size;
  readonly metrics: Metrics;
  readonly region: Box;
  readonly etcd: Box;
  readonly controllers: Box;
  readonly scheduler: Box;
  readonly trunk: Box;
  readonly kubectl: Box;
  readonly registry: Box;
  readonly client: Box;
  readonly service: Box;
  readonly columns: readonly NodeColumn[];
  readonly cells: NodeCells | undefined;
  /** Names of nodes that a phone leaves out. */
  readonly leftOut: readonly string[];
}

export const middle = ({ x, width }: Box): number => x + width / 2;
export const centre = ({ y, height }: Box): number => y + height / 2;
export const bottom = ({ y, height }: Box): number => y + height;
export const right = ({ x, width }: Box): number => x + width;

export function mapGeometry(size: Size, nodes: readonly string[], pods: PodPlaces, presenting = false): MapGeometry {
  const m = metricsFor(size, presenting);
  const left = m.margin + m.outside + 18 + (m.kind === 'phone' ? 0 : 12);
  const width = Math.max(120, size.width - left - m.margin);
  const trunk = { x: left, y: m.top + m.station + m.toTrunk, width, height: m.trunk };
  const service = { x: left, y: size.height - 16 - m.service, width, height: m.service };
  const nodesBox = {
    x: left,
    y: bottom(trunk) + m.toNodes,
    width,
    height: service.y - m.toService - bottom(trunk) - m.toNodes,
  };
  const { shown, rest } = columnsFor(nodes, pods, m);
  const columnsWidth = rest.length > 0 && m.kind !== 'phone' ? width * (shown.length === 1 ? 0.5 : 0.62) : width;
  const columns = columnsOf({ ...nodesBox, width: columnsWidth }, shown, pods, m);
  const runtime = columns[0]?.runtime ?? nodesBox;
  const outside = (y: number, height: number) => ({ x: m.margin, y, width: m.outside, height });
  const boxHeight = m.kind === 'phone' ? m.station : Math.max(46, m.station);
  return {
    size,
    metrics: m,
    region: { x: left - 12, y: 14, width: width + 24 - (m.kind === 'phone' ? 12 : 0), height: bottom(trunk) + 12 - 14 },
    ...stations(left, width, m),
    trunk,
    kubectl: outside(centre(trunk) - boxHeight / 2, boxHeight),
    registry: outside(centre(runtime) - boxHeight / 2, boxHeight),
    client: outside(service.y, m.service),
    service,
    columns,
    cells:
      rest.length > 0 && m.kind !== 'phone'
        ? cellsFor({ ...nodesBox, x: left + columnsWidth + 12, width: width - columnsWidth - 12 }, rest)
        : undefined,
    leftOut: m.kind === 'phone' ? rest : [],
  };
}

function stations(left: number, width: number, m: Metrics): { etcd: Box; controllers: Box; scheduler: Box } {
  const gap = 12;
  // The names ask for these shares: etcd holds the records as well.
  const shares = m.kind === 'phone' ? [1, 0.92, 0.95] : [1.16, 1.07, 1];
  const sum = shares.reduce((total, share) => total + share, 0);
  let x = left;
  const [etcd, controllers, scheduler] = shares.map((share): Box => {
    const box = { x, y: m.top, width: ((width - 2 * gap) * share) / sum, height: m.station };
    x += box.width + gap;
    return box;
  });
  const none = { x: left, y: m.top, width: 0, height: 0 };
  return { etcd: etcd ?? none, controllers: controllers ?? none, scheduler: scheduler ?? none };
}

/** Columns for up to five nodes; of more, for those that receive Pods in this run. */
function columnsFor(
  nodes: readonly string[],
  { slots, told }: PodPlaces,
  m: Metrics,
): { shown: readonly string[]; rest: readonly string[] } {
  const most =
    m.kind === 'phone'
      ? 1
      : nodes.length <= 5 && m.kind === 'full'
        ? 5
        : nodes.length <= 4
          ? 4
          : nodes.length > 60
            ? 1
            : 3;
  if (nodes.length <= most) return { shown: nodes, rest: [] };
  const full = nodes.filter((node) => (slots.get(node) ?? 0) > 0);
  const busy = [...full.filter((node) => told.has(node)), ...full.filter((node) => !told.has(node))].slice(0, most);
  const shown = busy.length > 0 ? busy : nodes.slice(0, most);
  return { shown, rest: nodes.filter((node) => !shown.includes(node)) };
}

function columnsOf(box: Box, nodes: readonly string[], { slots }: PodPlaces, m: Metrics): NodeColumn[] {
  const gap = nodes.length > 1 ? Math.min(0.2, (12 * nodes.length) / box.width) : 0;
  const step = box.width / (nodes.length - gap);
  const width = step * (1 - gap);
  return nodes.map((node, i): NodeColumn => {
    const x = box.x + i * step;
    const inner = { x: x + 8, width: width - 16 };
    const half = (inner.width - 8) / 2;
    const kubelet = { x: inner.x, y: box.y + 30, width: half, height: m.process };
    const runtime = { ...inner, y: bottom(kubelet) + m.toRuntime, height: m.process - 2 };
    const podsTop = bottom(runtime) + m.toPods;
    const pods = { ...inner, y: podsTop, height: Math.max(28, box.y + box.height - m.gauges - podsTop) };
    const count = slots.get(node) ?? 0;
    const slotHeight = slotFor(count, pods.height, m);
    return {
      node,
      box: { x, y: box.y, width, height: box.height },
      kubelet,
      proxy: { ...kubelet, x: kubelet.x + half + 8 },
      runtime,
      pods,
      slotHeight,
      drawn: Math.max(1, Math.floor((pods.height + 6) / (slotHeight + 6))),
    };
  });
}

/** 116 with the STATUS line, 76 without, 28 when there are more than two; as much as there is room for. */
function slotFor(count: number, room: number, m: Metrics): number {
  const tallest = m.kind === 'presenter' || m.kind === 'phone' ? 82 : 116;
  if (count <= 1) return Math.min(tallest, room);
  if (count === 2) {
    const each = (room - 6) / 2;
    return each >= tallest ? tallest : each >= 76 ? 76 : 28;
  }
  return (room - 6 * (count - 1)) / count >= 76 ? 76 : 28;
}

/** The box of a Pod in a column; undefined when it is beyond what is drawn. */
export function slotBox(column: NodeColumn, slot: number): Box | undefined {
  if (slot >= column.drawn) return undefined;
  return {
    x: column.pods.x,
    y: column.pods.y + slot * (column.slotHeight + 6),
    width: column.pods.width,
    height: column.slotHeight,
  };
}
