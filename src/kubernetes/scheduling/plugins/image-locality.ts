import type { NodeInfo, ScorePlugin } from '../framework.ts';

const mebi = 1024 * 1024;
const least = 23 * mebi;
const mostPerContainer = 1000 * mebi;

const withTag = (image: string): string =>
  image.lastIndexOf(':') > image.lastIndexOf('/') ? image : `${image}:latest`;

function sizeOn({ node }: NodeInfo, image: string): number {
  for (const { names, sizeBytes } of node.status?.images ?? []) if (names?.includes(image)) return sizeBytes ?? 0;
  return 0;
}

/**
 * Prefers nodes that have the Pod's images, the larger the better, and the more nodes have one the more it counts.
 * Source: v1.35 pkg/scheduler/framework/plugins/imagelocality/image_locality.go
 */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  weight: 1,
  preScore(pod, _feasible, all) {
    const images = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map(({ image }) =>
      withTag(image ?? ''),
    );
    const shares = images.map((image) => all.filter((info) => sizeOn(info, image) > 0).length / all.length);
    const most = mostPerContainer * images.length;
    return (info) => {
      const sum = images.reduce((soFar, image, i) => soFar + Math.trunc(sizeOn(info, image) * (shares[i] ?? 0)), 0);
      const clamped = Math.min(Math.max(sum, least), most);
      return Math.trunc((100 * (clamped - least)) / (most - least));
    };
  },
};
