import type { Resource } from './resources.ts';

/** Whether the server has a path for it: `deployments/scale` is one, `pods/scale` is none. */
export const serves = ({ subresources }: Resource, subresource: string | undefined): boolean =>
  subresource === undefined || subresources.includes(subresource);
