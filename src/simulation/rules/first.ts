import { firstAdmission } from '../../kubernetes/admission/first-plugins.ts';
import { roots, types } from '../../kubernetes/api/schema/first-fields.generated.ts';
import { firstControllers } from '../../kubernetes/controllers/first-controllers.ts';
import { firstDefaults } from '../../kubernetes/defaulting/first-kinds.ts';
import { firstCommands, printNames } from '../../kubernetes/kubectl/commands/first.ts';
import { noShellPrograms } from '../../kubernetes/node/programs/process.ts';
import { noRareRequests } from '../../kubernetes/registry/no-rare-requests.ts';
import { firstProfile } from '../../kubernetes/scheduling/plugins/first.ts';
import { noVictims } from '../../kubernetes/scheduling/schedule.ts';
import { firstKinds } from '../../kubernetes/validation/first-kinds.ts';
import type { Rules } from './rules.ts';

/** What a bare Pod needs: loaded before anything can be seen. */
export const firstRules: Rules = {
  commands: firstCommands,
  printObjects: printNames,
  controllers: firstControllers,
  schema: { roots, types },
  defaults: firstDefaults,
  admission: firstAdmission,
  kinds: firstKinds,
  rareRequests: noRareRequests,
  shell: noShellPrograms,
  scheduler: {
    profiles: () => [firstProfile],
    preempt: noVictims,
    volumes: { assume: () => [], areBound: () => true },
  },
};
