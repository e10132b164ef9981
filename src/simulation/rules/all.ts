import { admissionPlugins } from '../../kubernetes/admission/index.ts';
import { roots, types } from '../../kubernetes/api/schema/fields.generated.ts';
import { controllers } from '../../kubernetes/controllers/index.ts';
import { allDefaults } from '../../kubernetes/defaulting/index.ts';
import { commands } from '../../kubernetes/kubectl/commands/index.ts';
import { printObjects } from '../../kubernetes/kubectl/output.ts';
import { allKinds } from '../../kubernetes/validation/index.ts';
import type { Rules } from './rules.ts';

/** Everything that PodScope knows of Kubernetes. */
export const allRules: Rules = {
  commands,
  printObjects,
  controllers,
  schema: { roots, types },
  defaults: allDefaults,
  admission: admissionPlugins,
  kinds: allKinds,
};
