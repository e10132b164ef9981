import type { Message } from '../../trace/trace.ts';

/** Shape says protocol; the shape points to +x with its tip at the origin. */
export interface HeadShape {
  readonly d: string;
  readonly filled: boolean;
}

/** @param size length of the head in px */
export function headShape(message: Pick<Message, 'protocol' | 'role' | 'body'>, size: number): HeadShape {
  const answer = message.role === 'answer';
  switch (message.protocol) {
    case 'http':
      return { d: triangle(size), filled: !answer };
    case 'watch':
      return { d: triangle(size), filled: false };
    case 'etcd':
      return answer ? { d: triangle(size), filled: false } : { d: bars(size), filled: true };
    case 'cri':
    case 'cni':
      return { d: square(size), filled: !answer };
    case 'probe':
      return { d: diamond(size), filled: !answer };
    case 'signal':
      return { d: chevrons(size), filled: false };
    case 'netfilter':
      return message.body.type === 'traffic'
        ? { d: triangle(size), filled: true }
        : { d: strokes(size), filled: false };
  }
}

/** A cross in place of the head of something refused or failed. */
export const cross = (size: number): string => {
  const h = size / 2;
  return `M${-size},${-h}L0,${h}M${-size},${h}L0,${-h}`;
};

/** A ring with a dot: a watch event in flight. */
export const ring = (size: number): string => {
  const r = size / 2;
  return `M${-size},0a${r},${r} 0 1 0 ${size},0a${r},${r} 0 1 0 ${-size},0`;
};

const triangle = (s: number) => `M0,0L${-s},${-s * 0.5}L${-s},${s * 0.5}Z`;
const square = (s: number) => `M${-s * 0.8},${-s * 0.4}H0V${s * 0.4}H${-s * 0.8}Z`;
const diamond = (s: number) => `M0,0L${-s / 2},${-s / 2}L${-s},0L${-s / 2},${s / 2}Z`;
const bars = (s: number) =>
  `M${-s * 0.9},${-s / 2}h${s * 0.32}v${s}h${-s * 0.32}ZM${-s * 0.34},${-s / 2}h${s * 0.32}v${s}h${-s * 0.32}Z`;
const strokes = (s: number) => `M${-s},${-s * 0.4}H0M${-s},0H0M${-s},${s * 0.4}H0`;
const chevrons = (s: number) => {
  const h = s * 0.45;
  return `M${-s},${-h}L${-s * 0.55},0L${-s},${h}M${-s * 0.5},${-h}L0,0L${-s * 0.5},${h}`;
};
