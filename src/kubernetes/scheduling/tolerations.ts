import type { Pod, Taint, Toleration } from '../api/types.ts';

/** Whether one of the tolerations covers a taint. Source: v1.35 staging/src/k8s.io/api/core/v1/toleration.go ToleratesTaint */
export function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some((toleration) => {
    if ((toleration.effect ?? '') !== '' && toleration.effect !== taint.effect) return false;
    if ((toleration.key ?? '') !== '' && toleration.key !== taint.key) return false;
    if (toleration.operator === 'Exists') return true;
    return (toleration.operator || 'Equal') === 'Equal' && (toleration.value ?? '') === (taint.value ?? '');
  });
}

/** Whether a taint keeps a Pod away. Source: v1.35 pkg/scheduler/framework/plugins/helper/taint.go DoNotScheduleTaintsFilterFunc */
export const keepsAway = ({ spec }: Pod, taint: Taint): boolean =>
  (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !tolerates(spec.tolerations ?? [], taint);
