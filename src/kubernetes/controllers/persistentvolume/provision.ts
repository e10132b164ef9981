import { own } from '../../api/fields.ts';
import type { ApiObject, PersistentVolumeClaim, StorageClass } from '../../api/types.ts';
import { storageClassOf } from '../../storage/claim-binding.ts';
import type { ReconcileContext } from '../controller.ts';
import { eventOf, type Steps } from '../pod-control.ts';
import { claimPath, put } from './writes.ts';

/**
 * Provisioners of the time when they were part of Kubernetes: a driver outside does their work.
 * Source: v1.35 staging/src/k8s.io/csi-translation-lib/plugins
 */
const migrated: Readonly<Record<string, string>> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
};

const provisionerKeys = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
] as const;

/**
 * Asks the provisioner of the claim's class for a volume. That is a program of somebody else, told by annotations of
 * the claim; Kubernetes itself makes no volumes any more. Returns false where a write was refused.
 * Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller.go provisionClaim, provisionClaimOperationExternal
 */
export function* provision(claim: PersistentVolumeClaim, { view }: ReconcileContext): Steps<boolean> {
  const name = storageClassOf(claim);
  const storageClass = view.get('storageclasses', '', name) as StorageClass | undefined;
  if (storageClass === undefined) {
    yield failed(claim, `storageclass.storage.k8s.io "${name}" not found`);
    return true;
  }
  const provisioner = own(migrated, storageClass.provisioner) ?? storageClass.provisioner;
  if (provisioner.startsWith('kubernetes.io/')) {
    yield failed(claim, `no volume plugin matched name: ${provisioner}`);
    return true;
  }
  const told = provisionerKeys.every((key) => own(claim.metadata.annotations, key) === provisioner);
  const asking = told ? claim : yield* put(claimPath(claim), withProvisioner(claim, provisioner));
  if (asking === undefined) return false;
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  yield eventOf(asking as ApiObject, 'Normal', 'ExternalProvisioning', message);
  return true;
}

const failed = (claim: PersistentVolumeClaim, message: string) =>
  eventOf(claim as ApiObject, 'Warning', 'ProvisioningFailed', message);

function withProvisioner(claim: PersistentVolumeClaim, provisioner: string): PersistentVolumeClaim {
  const given = Object.fromEntries(provisionerKeys.map((key) => [key, provisioner]));
  return {
    ...claim,
    metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, ...given } },
  };
}
