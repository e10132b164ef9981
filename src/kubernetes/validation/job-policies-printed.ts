import { type Fields, fieldsOf, isFields, rowsOf } from '../api/fields.ts';

const failureRule = ({ action = '', onExitCodes, onPodConditions }: Fields): Fields => {
  const { containerName = null, operator = '', values = null } = fieldsOf(onExitCodes);
  return {
    Action: action,
    OnExitCodes: isFields(onExitCodes) ? { ContainerName: containerName, Operator: operator, Values: values } : null,
    OnPodConditions: Array.isArray(onPodConditions)
      ? rowsOf(onPodConditions).map(({ type, status }) => ({ Type: type, Status: status }))
      : null,
  };
};

const successRule = ({ succeededIndexes = null, succeededCount = null }: Fields): Fields => ({
  SucceededIndexes: succeededIndexes,
  SucceededCount: succeededCount,
});

const withRules =
  (rule: (given: Fields) => Fields) =>
  (policy: unknown): unknown =>
    isFields(policy) ? { Rules: Array.isArray(policy.rules) ? rowsOf(policy.rules).map(rule) : null } : undefined;

/** Policies of a Job under the names of the server's own structs. Source: v1.35 pkg/apis/batch/types.go PodFailurePolicy, SuccessPolicy */
export const printedPolicies: Readonly<Record<string, (policy: unknown) => unknown>> = {
  podFailurePolicy: withRules(failureRule),
  successPolicy: withRules(successRule),
};
