import type { Manifest } from '../api/types.ts';

/** A remark about a manifest that the server takes: it runs, and may yet surprise its author. */
export interface Advice {
  /** Field path: `spec.containers[0].image`. */
  readonly path: string;
  readonly says: string;
}

/**
 * Looks at one object.
 * @param all every object that stands in the same files or in the cluster
 */
export type AdviceRule = (object: Manifest, all: readonly Manifest[]) => readonly Advice[];
