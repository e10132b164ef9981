import type { Size } from '../size.ts';

/** Numbers of the map that depend on the room there is. */
export interface Metrics {
  readonly kind: 'full' | 'compact' | 'presenter' | 'phone';
  readonly margin: number;
  readonly outside: number;
  readonly top: number;
  readonly station: number;
  readonly trunk: number;
  readonly toTrunk: number;
  readonly toNodes: number;
  readonly process: number;
  readonly toRuntime: number;
  readonly toPods: number;
  readonly gauges: number;
  readonly service: number;
  readonly toService: number;
  readonly font: number;
  readonly small: number;
}

const full: Metrics = {
  kind: 'full',
  margin: 20,
  outside: 112,
  top: 38,
  station: 58,
  trunk: 50,
  toTrunk: 44,
  toNodes: 50,
  process: 30,
  toRuntime: 24,
  toPods: 18,
  gauges: 34,
  service: 30,
  toService: 24,
  font: 13,
  small: 12,
};

const compact: Metrics = {
  ...full,
  kind: 'compact',
  margin: 16,
  outside: 105,
  top: 36,
  station: 46,
  trunk: 47,
  toTrunk: 34,
  toNodes: 30,
  process: 28,
  toRuntime: 13,
  toPods: 12,
  gauges: 28,
  service: 28,
  toService: 16,
};

const presenter: Metrics = {
  ...compact,
  kind: 'presenter',
  margin: 24,
  outside: 150,
  top: 36,
  station: 44,
  trunk: 47,
  toTrunk: 22,
  toNodes: 24,
  process: 34,
  toRuntime: 12,
  gauges: 10,
  service: 36,
  toService: 12,
  font: 22,
  small: 20,
};

const phone: Metrics = {
  ...compact,
  kind: 'phone',
  margin: 12,
  outside: 78,
  station: 42,
  trunk: 40,
  toTrunk: 20,
  toNodes: 28,
  process: 32,
  toRuntime: 12,
  toPods: 10,
  gauges: 8,
  service: 28,
  toService: 34,
};

/** @param presenting whether the last row of a classroom must be able to read it */
export function metricsFor({ width, height }: Size, presenting: boolean): Metrics {
  if (presenting) return presenter;
  if (width < 480) return phone;
  return height < 540 ? compact : full;
}
