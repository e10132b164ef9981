import { isDns1123Label } from '../api/names.ts';
import { validateConfigMap, validateSecret } from './config-data.ts';
import { firstUpdates } from './first-updates.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePod } from './pod.ts';
import { validateService } from './service.ts';
import type { KindRules, Rules } from './validate.ts';
import { validateDeployment, validateReplicaSet } from './workloads.ts';

export const named: Rules = (object) => validateObjectMeta(object.metadata, true, subdomainName);

/** The kinds that nearly every scenario has. A browser loads the rules of the others when one of them is written. */
export const firstKinds: KindRules = {
  validators: {
    Pod: validatePod,
    Deployment: validateDeployment,
    ReplicaSet: validateReplicaSet,
    Service: validateService,
    Namespace: (object) => validateObjectMeta(object.metadata, false, isDns1123Label),
    ServiceAccount: named,
    ConfigMap: validateConfigMap,
    Secret: validateSecret,
  },
  updates: firstUpdates,
};
