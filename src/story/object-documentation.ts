const base = 'https://kubernetes.io/docs/concepts';

const pages: Readonly<Record<string, string>> = {
  pods: 'workloads/pods/',
  deployments: 'workloads/controllers/deployment/',
  replicasets: 'workloads/controllers/replicaset/',
  daemonsets: 'workloads/controllers/daemonset/',
  statefulsets: 'workloads/controllers/statefulset/',
  jobs: 'workloads/controllers/job/',
  cronjobs: 'workloads/controllers/cron-jobs/',
  services: 'services-networking/service/',
  endpoints: 'services-networking/service/#endpoints',
  endpointslices: 'services-networking/endpoint-slices/',
  configmaps: 'configuration/configmap/',
  secrets: 'configuration/secret/',
  namespaces: 'overview/working-with-objects/namespaces/',
  nodes: 'architecture/nodes/',
  leases: 'architecture/leases/',
  persistentvolumes: 'storage/persistent-volumes/',
  persistentvolumeclaims: 'storage/persistent-volumes/#persistentvolumeclaims',
};

/** Page of the Kubernetes documentation about a kind of object; for the others, the page about objects. */
export const objectDocumentation = (resource: string): string =>
  `${base}/${pages[resource] ?? 'overview/working-with-objects/'}`;
