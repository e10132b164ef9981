import type { Scenario } from '../../scenario/scenario.ts';
import type { Address } from '../../trace/trace.ts';
import type { Recorder } from '../engine/recorder.ts';
import type { Rules } from '../rules/rules.ts';
import type { RuntimeStore } from './container-runtime/runtime-store.ts';
import type { EtcdStore } from './etcd/store.ts';
import type { WatchTable } from './kube-apiserver/watch-table.ts';
import type { StillObjects } from './still-objects.ts';

/** What the processes of one simulated cluster share underneath: disks and sockets, not knowledge. */
export interface World {
  readonly scenario: Scenario;
  readonly rules: Rules;
  readonly store: EtcdStore;
  readonly watches: WatchTable;
  /** What each node's runtime has on its disk and in its process table. */
  readonly runtimes: ReadonlyMap<string, RuntimeStore>;
  readonly recorder: Recorder;
  /** kubectl commands under way, by address; each can be interrupted when the run ends. */
  readonly streaming: Map<Address, () => void>;
  /** What a cluster that somebody brought along came with; absent in one that is simulated from its start. */
  still?: StillObjects;
}
