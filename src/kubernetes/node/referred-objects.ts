import type { Pod } from '../api/types.ts';
import { allContainersOf } from './restart-policy.ts';

/**
 * The ConfigMaps and Secrets that a Pod names in its volumes, mounted or not, variables and pull secrets.
 * Source: v1.35 pkg/api/v1/pod/util.go VisitPodSecretNames, VisitPodConfigmapNames
 */
export function referredTo(pod: Pod): readonly (readonly ['configmaps' | 'secrets', string])[] {
  const found: (readonly ['configmaps' | 'secrets', string])[] = [];
  const map = (name: string | undefined): void => void (name !== undefined && found.push(['configmaps', name]));
  const secret = (name: string | undefined): void => void (name !== undefined && found.push(['secrets', name]));
  for (const volume of pod.spec.volumes ?? []) {
    map(volume.configMap?.name);
    secret(volume.secret?.secretName);
    for (const source of volume.projected?.sources ?? []) {
      map(source.configMap?.name);
      secret(source.secret?.name);
    }
  }
  for (const container of allContainersOf(pod)) {
    for (const source of container.envFrom ?? []) {
      map(source.configMapRef?.name);
      secret(source.secretRef?.name);
    }
    for (const { valueFrom } of container.env ?? []) {
      map(valueFrom?.configMapKeyRef?.name);
      secret(valueFrom?.secretKeyRef?.name);
    }
  }
  for (const { name } of pod.spec.imagePullSecrets ?? []) secret(name);
  return found;
}
