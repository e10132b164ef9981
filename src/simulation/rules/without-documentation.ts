import { admissionPlugins } from '../../kubernetes/admission/index.ts';
import { roots, types } from '../../kubernetes/api/schema/fields.generated.ts';
import { controllers } from '../../kubernetes/controllers/index.ts';
import { namedTypes } from '../../kubernetes/decoding/go-named-types.ts';
import { readYaml } from '../../kubernetes/decoding/go-yaml/read-yaml.ts';
import { allDefaults } from '../../kubernetes/defaulting/index.ts';
import { commandsWith } from '../../kubernetes/kubectl/commands/commands-with.ts';
import { explainFlags } from '../../kubernetes/kubectl/explain/explain-flags.ts';
import { printObjects } from '../../kubernetes/kubectl/output.ts';
import { shellPrograms } from '../../kubernetes/node/programs/shell.ts';
import { allWarners } from '../../kubernetes/registry/all-warners.ts';
import { rareRequests } from '../../kubernetes/registry/rare-requests.ts';
import { preempt } from '../../kubernetes/scheduling/preemption/preempt.ts';
import { allKinds } from '../../kubernetes/validation/index.ts';
import { assumeVolumes, claimsAreBound } from '../components/kube-scheduler/volumes-to-bind.ts';
import { importedRules } from '../imported/index.ts';
import type { Rules } from './rules.ts';
import { schedulerProfiles } from './scheduler-profiles.ts';

/** Everything but what `kubectl explain` reads. Who asks it needs `all.ts`. */
export const rulesWithoutDocumentation: Rules = {
  commands: commandsWith({
    ...explainFlags,
    run: () => {
      throw new Error('kubectl explain has nothing to read here');
    },
  }),
  printObjects,
  readYaml,
  controllers,
  schema: { roots, types, named: () => namedTypes },
  defaults: allDefaults,
  admission: admissionPlugins,
  kinds: allKinds,
  warners: allWarners,
  rareRequests,
  shell: shellPrograms,
  imported: importedRules,
  scheduler: {
    profiles: schedulerProfiles,
    preempt,
    volumes: { assume: assumeVolumes, areBound: claimsAreBound },
  },
};
