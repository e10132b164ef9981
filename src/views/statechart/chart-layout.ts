import ELK, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { widthOf } from '../fit-text.ts';
import type { ChartGraph } from './chart-graph.ts';

export interface PlacedState {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly id: string;
  readonly event: string;
  readonly points: readonly (readonly [number, number])[];
  readonly label: readonly [number, number];
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
}

const elk = new ELK();
const stateHeight = 34;

/** Places the states of a chart in layers, from above. */
export async function layoutChart({ machine, states, edges }: ChartGraph): Promise<ChartLayout> {
  const graph: ElkNode = {
    id: machine,
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
      'elk.spacing.nodeNode': '36',
      'elk.spacing.edgeLabel': '4',
    },
    children: states.map((name) => ({
      id: name,
      width: Math.max(90, widthOf(name, 13, 'bold') + 24),
      height: stateHeight,
    })),
    edges: edges.map(({ id, from, to, event }) => ({
      id,
      sources: [from],
      targets: [to],
      labels: [{ id: `label ${id}`, text: event, width: widthOf(event, 12) + 4, height: 15 }],
    })),
  };
  const placed: ElkNode = await elk.layout(graph);
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    states: (placed.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
      name: id,
      x,
      y,
      width,
      height,
    })),
    edges: (placed.edges ?? []).map((edge): PlacedEdge => {
      const section = edge.sections?.[0];
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      const label = edge.labels?.[0];
      return {
        id: edge.id,
        event: label?.text ?? '',
        points: points.map(({ x, y }) => [x, y] as const),
        label: [label?.x ?? 0, (label?.y ?? 0) + 11],
      };
    }),
  };
}
