import { own } from './fields.ts';
import type { Resource } from './resources.ts';

const everywhere: readonly string[] = ['metadata.name', 'metadata.namespace'];

/**
 * What a `fieldSelector` may ask of a kind beside name and Namespace.
 * Source: v1.35 pkg/apis/core/v1/conversion.go, pkg/apis/batch/v1/conversion.go, pkg/apis/apps/v1/conversion.go
 */
const byPlural: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  replicationcontrollers: ['status.replicas'],
  replicasets: ['status.replicas'],
  jobs: ['status.successful'],
  certificatesigningrequests: ['spec.signerName'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

/** The first field of the selector that the kind cannot be asked for, as the server complains about it. */
export function fieldLabelProblem(
  { plural, group }: Pick<Resource, 'plural' | 'group'>,
  selector: string,
): string | undefined {
  const known = [...everywhere, ...(own(byPlural, plural) ?? [])];
  const asked = selector === '' ? [] : selector.split(',').map((term) => term.split(/[!=]/)[0]?.trim() ?? '');
  const odd = asked.find((label) => !known.includes(label));
  if (odd === undefined) return undefined;
  return group === '' || plural === 'jobs' || plural === 'replicasets'
    ? `field label not supported: ${odd}`
    : `"${odd}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}
