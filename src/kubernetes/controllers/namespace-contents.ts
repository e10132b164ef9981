import type { Reconcile } from '../api/calls.ts';
import type { Namespace } from '../api/types.ts';
import { clusterCertificate } from '../authorization/credentials-shown.ts';
import type { Controller, ReconcileContext } from './controller.ts';

const alive = (view: ReconcileContext['view'], name: string): boolean => {
  const namespace = view.get('namespaces', '', name) as Namespace | undefined;
  return namespace !== undefined && namespace.metadata.deletionTimestamp === undefined;
};

/** Gives each Namespace its ServiceAccount `default`. Source: v1.35 pkg/controller/serviceaccount/serviceaccounts_controller.go */
export const serviceAccountController: Controller = {
  name: 'serviceaccount-controller',
  serviceAccount: 'service-account-controller',
  workers: 1,
  keysFor: {
    namespaces: (object) => [`/${object.metadata.name}`],
    serviceaccounts: (object, _before, _view, gone) => (gone ? [`/${object.metadata.namespace}`] : []),
  },
  *reconcile(_namespace, name, { view }): Reconcile {
    const says = `Namespace ${name} has its ServiceAccount default.`;
    if (!alive(view, name) || view.get('serviceaccounts', name, 'default') !== undefined) return { says };
    const body = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } };
    yield { verb: 'create', path: `/api/v1/namespaces/${name}/serviceaccounts`, body };
    return { says };
  },
};

/** Gives each Namespace the cluster's root certificate. Source: v1.35 pkg/controller/certificates/rootcacertpublisher */
export const rootCaPublisher: Controller = {
  name: 'root-ca-cert-publisher',
  serviceAccount: 'root-ca-cert-publisher',
  workers: 1,
  keysFor: {
    namespaces: (object) => [`/${object.metadata.name}`],
    configmaps: (object, _before, _view, gone) =>
      gone && object.metadata.name === 'kube-root-ca.crt' ? [`/${object.metadata.namespace}`] : [],
  },
  *reconcile(_namespace, name, { view }): Reconcile {
    const says = `Namespace ${name} has the root certificate.`;
    if (!alive(view, name) || view.get('configmaps', name, 'kube-root-ca.crt') !== undefined) return { says };
    const body = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'kube-root-ca.crt',
        namespace: name,
        annotations: {
          'kubernetes.io/description':
            'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
        },
      },
      data: { 'ca.crt': clusterCertificate },
    };
    yield { verb: 'create', path: `/api/v1/namespaces/${name}/configmaps`, body };
    return { says };
  },
};
