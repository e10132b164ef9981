import type { Pod } from '../api/types.ts';

/** A claim that a volume of a Pod stands for. */
export interface PodClaim {
  readonly volume: string;
  readonly name: string;
  /** Made for this Pod by the ephemeral-volume-controller. */
  readonly ephemeral: boolean;
}

/** Source: v1.35 component-helpers storage/ephemeral/ephemeral.go VolumeClaimName */
export const podClaims = ({ metadata, spec }: Pod): readonly PodClaim[] =>
  (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }): readonly PodClaim[] => {
    if (persistentVolumeClaim !== undefined)
      return [{ volume: name, name: persistentVolumeClaim.claimName, ephemeral: false }];
    return ephemeral === undefined ? [] : [{ volume: name, name: `${metadata.name}-${name}`, ephemeral: true }];
  });
