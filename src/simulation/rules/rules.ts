import type { AdmissionPlugin } from '../../kubernetes/admission/admission.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';
import type { Controller } from '../../kubernetes/controllers/controller.ts';
import type { Schema } from '../../kubernetes/decoding/decode.ts';
import type { ReadYaml } from '../../kubernetes/decoding/yaml-documents.ts';
import type { Defaults } from '../../kubernetes/defaulting/default-object.ts';
import type { Command } from '../../kubernetes/kubectl/context.ts';
import type { PrintObjects } from '../../kubernetes/kubectl/output.ts';
import type { ShellPrograms } from '../../kubernetes/node/programs/process.ts';
import type { Warners } from '../../kubernetes/registry/first-warners.ts';
import type { RareRequests } from '../../kubernetes/registry/rare-requests.ts';
import type { Profile } from '../../kubernetes/scheduling/profile.ts';
import type { Preempt } from '../../kubernetes/scheduling/schedule.ts';
import type { KindRules } from '../../kubernetes/validation/validate.ts';
import type { VolumeRules } from '../components/kube-scheduler/volumes-to-bind.ts';
import type { ImportedRules } from '../imported/imported-rules.ts';

/**
 * Which rules of Kubernetes a run has at hand. All of them make the command line; a browser begins with those that
 * a bare Pod needs, and loads the others when one of them is asked for. What a run does is the same.
 */
export interface Rules {
  /** What kubectl can be asked to do. */
  readonly commands: readonly Command[];
  readonly printObjects: PrintObjects;
  readonly readYaml: ReadYaml;
  readonly controllers: readonly Controller[];
  readonly schema: Schema;
  readonly defaults: Defaults;
  readonly admission: readonly AdmissionPlugin[];
  readonly kinds: KindRules;
  readonly warners: Warners;
  readonly rareRequests: RareRequests;
  readonly scheduler: SchedulerRules;
  /** What containers can be told to run. */
  readonly shell: ShellPrograms;
  /** Absent where no cluster is brought along. */
  readonly imported?: ImportedRules;
}

/** What decides on which node a Pod goes. */
export interface SchedulerRules {
  /** The default profile, or those of a KubeSchedulerConfiguration. */
  profiles(configuration: Manifest | undefined): readonly Profile[];
  readonly preempt: Preempt;
  readonly volumes: VolumeRules;
}
