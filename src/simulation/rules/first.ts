import { firstAdmission } from '../../kubernetes/admission/first-plugins.ts';
import { roots, types } from '../../kubernetes/api/schema/first-fields.generated.ts';
import { firstControllers } from '../../kubernetes/controllers/first-controllers.ts';
import { plainYaml } from '../../kubernetes/decoding/plain-yaml.ts';
import { firstDefaults } from '../../kubernetes/defaulting/first-kinds.ts';
import { firstCommands, printNames } from '../../kubernetes/kubectl/commands/first.ts';
import { noShellPrograms } from '../../kubernetes/node/programs/process.ts';
import { firstWarners } from '../../kubernetes/registry/first-warners.ts';
import { noRareRequests } from '../../kubernetes/registry/no-rare-requests.ts';
import { firstProfile } from '../../kubernetes/scheduling/plugins/first.ts';
import { noVictims } from '../../kubernetes/scheduling/schedule.ts';
import { firstKinds } from '../../kubernetes/validation/first-kinds.ts';
import { NotAmongFirst } from './not-among-first.ts';
import type { Rules } from './rules.ts';

/** What a bare Pod needs: loaded before anything can be seen. */
export const firstRules: Rules = {
  commands: firstCommands,
  printObjects: printNames,
  controllers: firstControllers,
  readYaml: (text) => {
    const read = plainYaml(text);
    if (read === undefined) throw new NotAmongFirst('what the Go library says of YAML');
    return read;
  },
  schema: {
    roots,
    types,
    named: () => {
      throw new NotAmongFirst('the names of Go types');
    },
  },
  defaults: firstDefaults,
  admission: firstAdmission,
  kinds: firstKinds,
  warners: firstWarners,
  rareRequests: noRareRequests,
  shell: noShellPrograms,
  scheduler: {
    profiles: () => [firstProfile],
    preempt: noVictims,
    volumes: { assume: () => [], areBound: () => true },
  },
};
