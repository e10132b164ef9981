import { type Fields, rowsOf } from '../api/fields.ts';

/** One container of whatever list, and the path to it. */
export interface PlacedContainer {
  readonly container: Fields;
  readonly here: string;
}

/** Every container in the order of its start. Source: v1.35 pkg/api/pod/util.go VisitContainersWithPath */
export const containersWithPath = (spec: Fields, path: string): readonly PlacedContainer[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    rowsOf(spec[list]).map((container, index) => ({ container, here: `${path}.${list}[${index}]` })),
  );
