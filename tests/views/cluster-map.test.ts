import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/simulation/simulate.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { bottom, mapGeometry, right } from '../../src/views/cluster-map/geometry.ts';
import { alongWay } from '../../src/views/cluster-map/moving-mark.tsx';
import { wayOf } from '../../src/views/cluster-map/paths.ts';
import { podPlaces } from '../../src/views/cluster-map/pod-places.ts';
import { node, pod, scenarioIn } from '../simulation/imported/imported-run.ts';
import { barePodTrace } from '../trace/bare-pod.ts';

const trace = barePodTrace();
const pods = podPlaces(indexTrace(trace));
const places = new Map(pods.places.map((place) => [place.uid, place]));
const sizes = [
  { width: 796, height: 616 },
  { width: 700, height: 464 },
  { width: 390, height: 444 },
];
const names = (count: number) => Array.from({ length: count }, (_, place) => `worker-${place + 1}`);

describe.each(sizes)('the map in $width × $height', (size) => {
  it.each([1, 3, 5, 30, 300])('has a place inside it for each of %i nodes', (count) => {
    const geometry = mapGeometry(size, names(count), pods);
    const drawn = [
      ...geometry.columns.map(({ node }) => node),
      ...(geometry.cells?.cells ?? []).map(({ node }) => node),
      ...geometry.leftOut,
    ];
    expect(drawn.toSorted()).toEqual(names(count).toSorted());
    for (const { box } of geometry.columns) {
      expect(right(box)).toBeLessThanOrEqual(size.width);
      expect(bottom(box)).toBeLessThanOrEqual(geometry.service.y);
    }
  });

  it('makes node columns equally wide, so that the choice is not given away', () => {
    const widths = mapGeometry(size, names(3), pods).columns.map(({ box }) => Math.round(box.width * 100));
    expect(new Set(widths).size).toBe(1);
  });

  it('has a way for every message between two processes', () => {
    const geometry = mapGeometry(size, trace.nodes, pods);
    const lost = trace.messages.filter((message) => wayOf(geometry, places, message) === undefined);
    expect(lost).toEqual([]);
  });
});

describe('a mark on its way', () => {
  it('is half-way on the screen at half of its share', () => {
    expect(
      alongWay(
        [
          [0, 0],
          [0, 100],
          [100, 100],
        ],
        0.5,
      ).at,
    ).toEqual([0, 100]);
    expect(
      alongWay(
        [
          [0, 0],
          [40, 0],
        ],
        0.5,
      ).at,
    ).toEqual([20, 0]);
  });
});

describe('a cluster that somebody brought along, whose nodes are full of Pods', () => {
  const cluster = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => [
    node(name, name === 'e' ? {} : { spec: { unschedulable: true, taints: [{ key: 'x', effect: 'NoSchedule' }] } }),
    ...Array.from({ length: 12 }, (_, i) =>
      pod(`${name}-${i}`, name, { spec: { containers: [{ name: 'c', image: 'x' }] } }),
    ),
  ]);
  const mine = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'mine', namespace: 'shop' },
    spec: { containers: [{ name: 'c', image: 'nginx' }] },
  };
  const run = simulate(scenarioIn(cluster, { 'mine.yaml': mine }, [['0s', 'create -f mine.yaml']]));
  const places = podPlaces(indexTrace(run));

  it('shows the node of the Pod that the run is about, and that Pod before the others', () => {
    const geometry = mapGeometry({ width: 900, height: 560 }, run.nodes, places);
    expect(geometry.columns[0]?.node).toBe('e');
    expect(places.places.find(({ key }) => key === 'pods/shop/mine')?.slot).toBe(0);
  });
});
