import { bisectRight } from 'd3';

/**
 * A line through points, held at its ends. A scale of d3 would do the same and bring all it knows of colours and
 * number formats into the first load.
 *
 * @param from rising numbers, two at least
 * @param to as many numbers
 */
export const piecewise =
  (from: readonly number[], to: readonly number[]) =>
  (value: number): number => {
    const next = Math.min(Math.max(bisectRight(from as number[], value), 1), from.length - 1);
    const [start = 0, end = 0] = [from[next - 1], from[next]];
    const [low = 0, high = 0] = [to[next - 1], to[next]];
    const share = Math.min(1, Math.max(0, (value - start) / (end - start)));
    return low + share * (high - low);
  };
