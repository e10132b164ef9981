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

/** Objects of these kinds are in no Namespace, and their lists of labels leave it out. */
const clusterScoped: ReadonlySet<string> = new Set(['nodes', 'namespaces', 'certificatesigningrequests']);

/**
 * What the server says of a `fieldSelector`: a term without an operator, or the first field that the kind cannot be asked for.
 * Source: v1.35 apimachinery pkg/fields/selector.go ParseSelector, pkg/runtime/conversion.go DefaultMetaV1FieldSelectorConversion
 */
export function fieldLabelProblem({ plural }: Pick<Resource, 'plural'>, selector: string): string | undefined {
  const terms = selector.split(',').filter((term) => term !== '');
  const dumb = terms.find((term) => !term.includes('='));
  if (dumb !== undefined) return `invalid selector: '${selector}'; can't understand '${dumb}'`;
  const of = own(byPlural, plural);
  const known = [...(clusterScoped.has(plural) ? ['metadata.name'] : everywhere), ...(of ?? [])];
  const odd = terms.map((term) => term.split(/!?=/)[0] ?? '').find((label) => !known.includes(label));
  if (odd === undefined) return undefined;
  if (plural === 'jobs') return `field label "${odd}" not supported for batchv1.Job`;
  return of === undefined
    ? `"${odd}" is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${odd}`;
}
