import type { ApiObject, Pod } from '../../api/types.ts';
import { podClaims } from '../../storage/pod-claims.ts';

/** The claims that a Pod names; those made for it are not among them. */
export const namedClaims = ({ spec }: Pod): readonly string[] =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );

const isNear = (pod: Pod, claim: ApiObject | undefined): claim is ApiObject =>
  claim !== undefined && claim.metadata.namespace === pod.metadata.namespace;

/** Whether a claim is one of a Pod's, named or made for it. */
export const usesClaim = (pod: Pod, claim: ApiObject | undefined): boolean =>
  isNear(pod, claim) && podClaims(pod).some(({ name }) => name === claim.metadata.name);

/** Whether a Pod names a claim. */
export const namesClaim = (pod: Pod, claim: ApiObject | undefined): boolean =>
  isNear(pod, claim) && namedClaims(pod).includes(claim.metadata.name);
