import type { NodeInfo, SchedulingPlugin } from '../framework.ts';

const mebi = 1024 * 1024;
const least = 23 * mebi;
const mostPerContainer = 1000 * mebi;

const withTag = (image: string): string =>
  image.lastIndexOf(':') > image.lastIndexOf('/') ? image : `${image}:latest`;

const isOn = ({ node }: NodeInfo, image: string): boolean => {
  for (const { names } of node.status?.images ?? []) if (names?.includes(image)) return true;
  return false;
};

/**
 * Prefers nodes that have the Pod's images, the larger the better, and the more nodes have one the more it counts.
 * Source: v1.35 pkg/scheduler/framework/plugins/imagelocality/image_locality.go
 */
export const imageLocality: SchedulingPlugin = {
  name: 'ImageLocality',
  preScore({ pod, snapshot }) {
    const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    const most = mostPerContainer * containers.length;
    const images = containers.flatMap(({ image }) => {
      const name = withTag(image ?? '');
      const state = snapshot.image(name);
      return state === undefined
        ? []
        : [{ name, share: Math.trunc(state.size * (state.nodes / snapshot.nodes.length)) }];
    });
    return {
      score(info) {
        let sum = 0;
        for (const { name, share } of images) if (isOn(info, name)) sum += share;
        if (sum < least) return 0;
        return Math.trunc((100 * (Math.min(sum, most) - least)) / (most - least));
      },
    };
  },
};
