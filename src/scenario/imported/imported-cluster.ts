import type { Manifest } from '../../kubernetes/api/types.ts';

/** A cluster of somebody's own, out of what kubectl printed of it. */
export interface ImportedCluster {
  /** Exactly as they are, but for what nobody here reads. */
  readonly objects: readonly Manifest[];
  /** How many there are of each kind that is kept. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many there were of each kind that is not. */
  readonly unused: Readonly<Record<string, number>>;
  /** The first items that something is wrong with; the others are there all the same. */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}

export interface LeftOut {
  /** `item 7, Pod shop/web-0` */
  readonly which: string;
  /** 0 where it is not known: JSON that is read as a whole has no lines. */
  readonly line: number;
  readonly why: string;
}

/** Or why there is none: one sentence for the person. */
export type ClusterRead = { readonly imported: ImportedCluster } | { readonly refused: string };
