import type { ApiObject, Manifest } from '../../kubernetes/api/types.ts';
import type { NodeSpec } from '../../scenario/scenario.ts';
import { nodeObject } from './node-object.ts';

/** A node of a scenario as the API server would show it, for whoever needs it without a run. */
export const nodeManifest = (node: NodeSpec, index: number): Manifest =>
  nodeObject({ node, index, seed: 1, born: 0 }, {
    name: node.name,
    uid: node.name,
  } as ApiObject['metadata']) as unknown as Manifest;
