import { areEnoughFor } from '../../kubernetes/kubectl/commands/first.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/** Kinds whose rules are among the first ones. A Scenario's own kind stands in its text, too. */
const firstKinds: ReadonlySet<string> = new Set([
  'Pod',
  'Namespace',
  'ServiceAccount',
  'ConfigMap',
  'Secret',
  'Scenario',
]);

/** Words that call for a plugin or a controller that is not among the first ones, whatever kind they stand in. */
const others = new RegExp(
  [
    'runtimeClassName',
    'pod-security\\.kubernetes\\.io',
    'service-account-token',
    // What a container is told to run.
    '\\b(command|args|exec)["\']?\\s*:',
    // What only some of the scheduler's plugins look at.
    'podAffinity|podAntiAffinity|topologySpreadConstraints|resourceClaims|schedulerName',
    'priority|preemptionPolicy',
    // Whose form is looked at.
    'nameservers|hostAliases',
    'persistentVolumeClaim|ephemeral:|awsElasticBlockStore|azureDisk|azureFile|cinder|gcePersistentDisk|iscsi',
    'portworxVolume|rbd|vsphereVolume',
  ].join('|'),
);

/** Whether the first rules are enough for a scenario: then it runs as with all of them. */
export function firstRulesAreEnough({ files, actions, cluster }: Scenario): boolean {
  if (cluster.objects.length > 0 || cluster.imported) return false;
  const texts = Object.values(files);
  const kinds = texts.flatMap((text) =>
    [...text.matchAll(/["']?\bkind["']?\s*:\s*["']?(\w+)/g)].map(([, kind = '']) => kind),
  );
  if (!kinds.every((kind) => firstKinds.has(kind)) || texts.some((text) => others.test(text))) return false;
  return actions.every((action) => 'kubectl' in action && areEnoughFor(action.kubectl));
}

/** Whether somebody asks `kubectl explain`, which reads more than all other commands together. */
export const asksForDocumentation = ({ actions }: Scenario): boolean =>
  actions.some((action) => 'kubectl' in action && /\bexplain\b/.test(action.kubectl));
