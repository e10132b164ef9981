import type { Resource } from '../api/resources.ts';

/** `configmaps`, `deployments.apps`: a kind as some warnings name it. */
export const kindOfResource = ({ plural, group }: Resource): string => (group === '' ? plural : `${plural}.${group}`);
