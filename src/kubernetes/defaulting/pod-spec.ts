import type { Fields } from '../api/fields.ts';
import { fieldsOf, textOf } from '../api/fields.ts';
import { defaultContainer } from './container.ts';
import { each, fill, fillZero, within } from './fill.ts';
import { defaultVolume } from './volume.ts';

/**
 * What pods and pod templates have in common.
 * Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_PodSpec; conversion.go for serviceAccount
 */
export function defaultPodSpec(spec: Fields): Fields {
  let done = fillZero(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
  });
  done = fill(done, { securityContext: {}, terminationGracePeriodSeconds: 30 });
  // The old name of the field follows the new one for ever.
  const account = textOf(done.serviceAccountName) || textOf(done.serviceAccount);
  if (account !== '' && (done.serviceAccountName !== account || done.serviceAccount !== account))
    done = { ...done, serviceAccountName: account, serviceAccount: account };
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) done = each(done, list, defaultContainer);
  return each(done, 'volumes', defaultVolume);
}

/** A `template:` of a workload: neither service links nor requests from limits; those come with the Pod. */
export function defaultPodTemplate(template: unknown): Fields {
  return within(fill(fieldsOf(template), { metadata: {}, spec: {} }), 'spec', (spec) => defaultPodSpec(fieldsOf(spec)));
}
