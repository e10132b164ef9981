import type { Job, Pod } from '../../api/types.ts';

type Policy = NonNullable<NonNullable<Job['spec']>['podFailurePolicy']>;
type Rule = Policy['rules'][number];

export interface PolicyMatch {
  /** Whether the failure counts towards the back-off limit. */
  readonly counts: boolean;
  readonly action?: string;
  /** Why the whole Job fails, where it does. */
  readonly failsJob?: string;
}

/**
 * What the first rule that matches says of a Pod that has failed.
 * Source: v1.35 pkg/controller/job/pod_failure_policy.go matchPodFailurePolicy
 */
export function matchPodFailurePolicy(policy: Policy | undefined, pod: Pod): PolicyMatch {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const cause = rule.onExitCodes === undefined ? byCondition(rule, pod) : byExitCode(rule, pod);
    if (cause === undefined) continue;
    if (rule.action === 'Ignore') return { counts: false, action: rule.action };
    if (rule.action !== 'FailJob') return { counts: true, action: rule.action };
    return { counts: true, action: rule.action, failsJob: `${cause} matching FailJob rule at index ${index}` };
  }
  return { counts: true };
}

const nameOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

function byExitCode({ onExitCodes }: Rule, pod: Pod): string | undefined {
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  for (const { name, state } of statuses) {
    const code = state?.terminated?.exitCode;
    if (code === undefined || code === 0) continue;
    if (onExitCodes?.containerName !== undefined && onExitCodes.containerName !== name) continue;
    const listed = onExitCodes?.values.includes(code) === true;
    if (listed !== (onExitCodes?.operator === 'In')) continue;
    return `Container ${name} for pod ${nameOf(pod)} failed with exit code ${code}`;
  }
  return undefined;
}

function byCondition({ onPodConditions = [] }: Rule, pod: Pod): string | undefined {
  const found = (pod.status?.conditions ?? []).find(({ type, status }) =>
    onPodConditions.some((pattern) => pattern.type === type && (pattern.status ?? 'True') === status),
  );
  return found === undefined ? undefined : `Pod ${nameOf(pod)} has condition ${found.type}`;
}
