import type { AdmissionPlugin } from './admission.ts';
import { defaultTolerationSeconds } from './default-toleration-seconds.ts';
import { limitRanger } from './limit-ranger.ts';
import { namespaceLifecycle } from './namespace-lifecycle.ts';
import { nodeRestriction } from './node-restriction.ts';
import { persistentVolumeClaimResize } from './persistent-volume-claim-resize.ts';
import { podSecurity } from './pod-security.ts';
import { priority } from './priority.ts';
import { resourceQuota } from './resource-quota.ts';
import { runtimeClass } from './runtime-class.ts';
import { serviceAccount } from './service-account.ts';
import { defaultIngressClass, defaultStorageClass, storageObjectInUseProtection } from './storage-defaults.ts';
import { taintNodesByCondition } from './taint-nodes-by-condition.ts';

export type { AdmissionPlugin, AdmissionRequest, Admitted, Validated } from './admission.ts';

/**
 * The plugins that a kubeadm cluster runs, in the server's order; one list serves both passes, since the orders agree
 * but for PodSecurity, which stands between ServiceAccount and Priority among the validating ones.
 * Left out because they do nothing unless somebody configures them: PodTopologyLabels, MutatingAdmissionPolicy,
 * MutatingAdmissionWebhook, CertificateApproval, CertificateSigning,
 * ClusterTrustBundleAttest, CertificateSubjectRestriction, NodeDeclaredFeatureValidator, ValidatingAdmissionPolicy,
 * ValidatingAdmissionWebhook.
 * Source: v1.35 pkg/kubeapiserver/options/plugins.go
 */
export const admissionPlugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  nodeRestriction,
  podSecurity,
  taintNodesByCondition,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  persistentVolumeClaimResize,
  runtimeClass,
  defaultIngressClass,
  resourceQuota,
];
