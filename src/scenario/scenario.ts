import type { Manifest, Taint } from '../kubernetes/api/types.ts';

/** A scenario as the simulator takes it: every default filled in, every duration in virtual milliseconds. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly until: number;
  readonly cluster: Cluster;
  /** File name → text, as typed. */
  readonly files: Readonly<Record<string, string>>;
  /** In time order. */
  readonly actions: readonly Action[];
  readonly view: Readonly<Record<string, unknown>>;
}

export interface Cluster {
  readonly version: 'v1.35';
  readonly nodes: readonly NodeSpec[];
  /** Objects that exist and have settled before time zero. */
  readonly objects: readonly Manifest[];
  /** A cluster of somebody's own, exactly as it is: its nodes take the place of all others, and nothing in it moves by itself. */
  readonly imported?: readonly Manifest[];
  readonly images: readonly ImageBehaviour[];
  readonly users: Readonly<Record<string, { readonly groups: readonly string[] }>>;
  /** Programs outside the Pods that call a Service; without one, nobody calls. */
  readonly clients: readonly Client[];
}

/** The scenario in a cluster of somebody's own, whose nodes take the place of those that it names. */
export const inCluster = (scenario: Scenario, imported: readonly Manifest[]): Scenario => ({
  ...scenario,
  cluster: { ...scenario.cluster, nodes: [], imported },
});

export interface NodeSpec {
  readonly name: string;
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly unschedulable?: boolean;
  /** Images that are on the node already. */
  readonly images: readonly string[];
}

export interface ImageBehaviour {
  /** Repository, with or without tag. */
  readonly name: string;
  readonly pull: { readonly bytes?: number; readonly error?: 'not-found' | 'unauthorized' | 'timeout' };
  readonly run: RunBehaviour;
}

export interface RunBehaviour {
  /** Virtual ms after the start; absent = runs for ever. */
  readonly exitAfter?: number;
  readonly exitCode?: number;
  readonly memoryBytes?: number;
  readonly ignoresTerm?: boolean;
  readonly listens?: readonly Listener[];
}

export interface Listener {
  readonly port: number;
  readonly path?: string;
  readonly status?: number;
  /** Virtual ms after the start of the container. */
  readonly readyAfter?: number;
  readonly failsAfter?: number;
}

export interface Client {
  /** `web` or `namespace/web` */
  readonly service: string;
  readonly port?: number;
  readonly from: number;
  readonly every: number;
  readonly requests: number;
}

export type Action =
  | { readonly at: number; readonly kubectl: string; readonly as: string }
  | { readonly at: number; readonly fault: string; readonly target?: string }
  | { readonly at: number; readonly heal: string; readonly target?: string };
