import { repository } from '../../../kubernetes/node/programs/images.ts';
import type { ImageBehaviour } from '../../../scenario/scenario.ts';

/** Behaviour that the scenario gives an image: by its full name first, then by its repository. */
export const behaviourOf = (images: readonly ImageBehaviour[], image: string): ImageBehaviour | undefined =>
  images.find(({ name }) => name === image) ?? images.find(({ name }) => name === repository(image));
