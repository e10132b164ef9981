import { validateConfigMap, validateSecret } from './config-data.ts';
import { firstUpdates } from './first-updates.ts';
import { subdomainName, validateNamespace, validateObjectMeta } from './object-meta.ts';
import { validatePod } from './pod.ts';
import type { KindRules, Rules } from './validate.ts';

export const named: Rules = (object) => validateObjectMeta(object.metadata, true, subdomainName);

/** What a bare Pod is made of. A browser loads the rules of the other kinds when one of them is written. */
export const firstKinds: KindRules = {
  validators: {
    Pod: validatePod,
    Namespace: validateNamespace,
    ServiceAccount: named,
    ConfigMap: validateConfigMap,
    Secret: validateSecret,
  },
  updates: firstUpdates,
};
