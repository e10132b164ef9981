import { admissionPlugins } from '../../kubernetes/admission/index.ts';
import { roots, types } from '../../kubernetes/api/schema/fields.generated.ts';
import { controllers } from '../../kubernetes/controllers/index.ts';
import { allDefaults } from '../../kubernetes/defaulting/index.ts';
import { commandsWith } from '../../kubernetes/kubectl/commands/commands-with.ts';
import { explainFlags } from '../../kubernetes/kubectl/explain/explain-flags.ts';
import { printObjects } from '../../kubernetes/kubectl/output.ts';
import { rareRequests } from '../../kubernetes/registry/rare-requests.ts';
import { fullProfile } from '../../kubernetes/scheduling/plugins/index.ts';
import { noVictims } from '../../kubernetes/scheduling/schedule.ts';
import { allKinds } from '../../kubernetes/validation/index.ts';
import type { Rules } from './rules.ts';

/** Everything but what `kubectl explain` reads. Who asks it needs `all.ts`. */
export const rulesWithoutDocumentation: Rules = {
  commands: commandsWith({
    ...explainFlags,
    run: () => {
      throw new Error('kubectl explain has nothing to read here');
    },
  }),
  printObjects,
  controllers,
  schema: { roots, types },
  defaults: allDefaults,
  admission: admissionPlugins,
  kinds: allKinds,
  rareRequests,
  scheduler: { profiles: () => [fullProfile], preempt: noVictims },
};
