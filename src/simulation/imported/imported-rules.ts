import type { Manifest } from '../../kubernetes/api/types.ts';
import type { Controller } from '../../kubernetes/controllers/controller.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Made } from '../bootstrap/initial-objects.ts';
import type { RuntimeStore } from '../components/container-runtime/runtime-store.ts';
import type { EtcdStore } from '../components/etcd/store.ts';
import type { StillObjects } from '../components/still-objects.ts';
import type { Recorder } from '../engine/recorder.ts';

/** What etcd holds, and where it is written down what happens. */
export interface ClusterMemory {
  readonly store: EtcdStore;
  readonly recorder: Recorder;
}

/** How a cluster that somebody brought along comes into a run, and holds still in it. */
export interface ImportedRules {
  seeded(scenario: Scenario, imported: readonly Manifest[], initial: readonly Made[]): readonly Made[];
  calm(controllers: readonly Controller[], seeded: readonly Made[]): readonly Controller[];
  still(
    world: ClusterMemory,
    runtimes: Map<string, RuntimeStore>,
    startNode: (name: string, hostIP: string) => void,
  ): StillObjects;
}
