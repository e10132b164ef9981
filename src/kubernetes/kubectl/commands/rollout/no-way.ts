import type { Resource } from '../../../api/resources.ts';
import { groupKind } from '../../group-kind.ts';

/** Kinds that a visitor of workloads knows, whether or not they have revisions. */
const visited: ReadonlySet<string> = new Set([
  'Deployment.apps',
  'DaemonSet.apps',
  'ReplicaSet.apps',
  'StatefulSet.apps',
  'Job.batch',
  'CronJob.batch',
  'Pod',
  'ReplicationController',
]);

/** Why there is nothing to show of a kind, or to go back to. Source: v1.35 kubectl pkg/polymorphichelpers/{history,rollback}.go, pkg/apps/kind_visitor.go */
export function noWay(what: string, helper: string, resource: Resource): string {
  const kind = groupKind(resource);
  return visited.has(kind)
    ? `no ${helper} has been implemented for "${kind}"`
    : `error retrieving ${what} for "${kind}", no visitor method exists for {${resource.group} ${resource.kind}}`;
}
