import { goStructs } from '../api/go-structs.ts';

/**
 * Scalars of Go structs that are no pointers and that JSON leaves out when they are empty, by the name of the field;
 * the structs of a Pod's spec are known field by field and are not looked up here.
 * Source: v1.35 staging/src/k8s.io/api/*\/types.go, `omitempty`
 */
const plain: ReadonlySet<string> = new Set(
  'generateName namespace selfLink resourceVersion generation minReadySeconds paused publishNotReadyAddresses healthCheckNodePort clusterIP externalName loadBalancerIP externalTrafficPolicy sessionAffinity type nodePort volumeName storageClassName persistentVolumeReclaimPolicy readOnly fsType globalDefault description unschedulable podCIDR providerID host path secretName serviceAccountName nodeName hostname subdomain clusterName note action reportingController reportingInstance reason message count nullable uniqueItems exclusiveMaximum exclusiveMinimum title format messageExpression deprecated listKind singular insecureSkipTLSVerify apiGroup iscsiInterface partition discoveryCHAPAuth sessionCHAPAuth chapAuthDiscovery chapAuthSession pool user keyring secretFile uid apiVersion'.split(
    ' ',
  ),
);

/** Fields of the names above that are pointers where they stand in one of these. */
const pointers: ReadonlySet<string> = new Set([
  'V1LocalVolumeSource.fsType',
  'V1PersistentVolumeClaimSpec.storageClassName',
  'V1AzureDiskVolumeSource.fsType',
  'V1AzureDiskVolumeSource.readOnly',
  'V1CSIVolumeSource.fsType',
  'V1CSIVolumeSource.readOnly',
  'V1EndpointAddress.nodeName',
  'V1Endpoint.hostname',
  'V1Endpoint.nodeName',
  'V1TypedLocalObjectReference.apiGroup',
  'V1TypedObjectReference.apiGroup',
  'V1TypedObjectReference.namespace',
  'V1IngressClassParametersReference.apiGroup',
  'V1IngressClassParametersReference.namespace',
  'V1GlusterfsPersistentVolumeSource.endpointsNamespace',
  'V1ServiceReference.path',
  'V1RoleRef.apiGroup',
]);

const podFields: ReadonlyMap<string, string> = new Map<string, string>(
  [...goStructs].flatMap(([struct, fields]) =>
    fields.map(({ name, json, type }) => [`V1${struct.slice('v1.'.length)}.${json ?? name}`, type] as const),
  ),
);

const isEmptyScalar = (value: unknown): boolean => value === '' || value === 0 || value === false;

/** A list without anything in it that is no absent one: the defaults leave it alone, and validation refuses it. */
const nobodyFillsIn = 'V2HPAScalingRules.policies';

/**
 * Whether Go would not write the field again: nothing in it, and no pointer that tells empty from absent. Lists and
 * maps without anything in them are not kept.
 * @param type of the field in the schema
 */
export function isLeftOut(value: unknown, owner: string, field: string, type: string): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0 && `${owner}.${field}` !== nobodyFillsIn;
  if (type.startsWith('{') && Object.keys(value).length === 0) return true;
  if (!isEmptyScalar(value) || type === 'any' || type === 'IntOrString') return false;
  const known = podFields.get(`${owner}.${field}`);
  if (known !== undefined) return !known.startsWith('*');
  return plain.has(field) && !pointers.has(`${owner}.${field}`);
}
