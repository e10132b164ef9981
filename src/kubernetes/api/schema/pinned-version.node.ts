/**
 * Where the libraries that the schema is made from, which describe v1.36, differ from v1.35: strict decoding must
 * refuse what came later, and take what has gone again.
 */

/** Fields that v1.35 does not have, by model. Source: v1.36 pkg/features/kube_features.go, the gates new in 1.36 */
export const later: Readonly<Record<string, readonly string[]>> = {
  V1PodSpec: ['schedulingGroup'],
  V1PodStatus: ['nodeAllocatableResourceClaimStatuses'],
  V1CSIDriverSpec: ['preventPodSchedulingIfMissing'],
  V1Device: ['nodeAllocatableResourceMappings'],
  V1DeviceAttribute: ['bools', 'ints', 'strings', 'versions'],
};

interface Field {
  readonly about: string;
  /** As the schema names it. */
  readonly type: string;
  /** As `kubectl explain` names it. */
  readonly shown: string;
  readonly required: boolean;
}

interface Model {
  /** What the API says about the model itself, where the libraries do not have it. */
  readonly about?: string;
  readonly fields: Readonly<Record<string, Field>>;
}

const text = (about: string, required: boolean): Field => ({ about, type: 'string', shown: 'string', required });

/** Fields that only v1.35 has, by model. Source: v1.35 staging/src/k8s.io/api/core/v1/types.go PodSpec, WorkloadReference */
export const gone: Readonly<Record<string, Model>> = {
  V1PodSpec: {
    fields: {
      workloadRef: {
        about:
          'WorkloadRef provides a reference to the Workload object that this Pod belongs to. This field is used by the scheduler to identify the PodGroup and apply the correct group scheduling policies. The Workload object referenced by this field may not exist at the time the Pod is created. This field is immutable, but a Workload object with the same name may be recreated with different policies. Doing this during pod scheduling may result in the placement not conforming to the expected policies.',
        type: 'V1WorkloadReference',
        shown: 'WorkloadReference',
        required: false,
      },
    },
  },
  V1WorkloadReference: {
    about:
      'WorkloadReference identifies the Workload object and PodGroup membership that a Pod belongs to. The scheduler uses this information to apply workload-aware scheduling semantics.',
    fields: {
      name: text(
        "Name defines the name of the Workload object this Pod belongs to. Workload must be in the same namespace as the Pod. If it doesn't match any existing Workload, the Pod will remain unschedulable until a Workload object is created and observed by the kube-scheduler. It must be a DNS subdomain.",
        true,
      ),
      podGroup: text(
        "PodGroup is the name of the PodGroup within the Workload that this Pod belongs to. If it doesn't match any existing PodGroup within the Workload, the Pod will remain unschedulable until the Workload object is recreated and observed by the kube-scheduler. It must be a DNS label.",
        true,
      ),
      podGroupReplicaKey: text(
        'PodGroupReplicaKey specifies the replica key of the PodGroup to which this Pod belongs. It is used to distinguish pods belonging to different replicas of the same pod group. The pod group policy is applied separately to each replica. When set, it must be a DNS label.',
        false,
      ),
    },
  },
};
