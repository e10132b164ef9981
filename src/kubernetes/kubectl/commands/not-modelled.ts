/**
 * The commands of kubectl in the order in which it adds them, which is that of its suggestions.
 * Source: v1.35 kubectl pkg/cmd/cmd.go NewKubectlCommand
 */
export const kubectlCommands: readonly string[] =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha kuberc config plugin version api-versions api-resources options help'.split(
    ' ',
  );

/** What a command answers that kubectl has and PodScope has not. */
export const notModelled = (command: string): string => `error: PodScope does not model "kubectl ${command}" yet`;
