/** Where a mistake stands. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `spec.cluster.nodes[0].capacity` */
  readonly path?: string;
}

/** A person's mistake: what is wrong, and what to do. */
export interface Problem extends Place {
  readonly what: string;
  readonly remedy: string;
}

export const notYaml = (place: Place, why: string): Problem => ({
  ...place,
  what: `this is not YAML: ${why}`,
  remedy: 'mend the line',
});

export const unknownField = (place: Place, field: string, known: readonly string[]): Problem => ({
  ...place,
  what: `there is no field "${field}" here`,
  remedy: `use one of: ${known.join(', ')}`,
});

export const wrongType = (place: Place, wanted: string, found: string): Problem => ({
  ...place,
  what: `this is ${found}`,
  remedy: `write ${wanted}`,
});

export const missing = (place: Place, field: string): Problem => ({
  ...place,
  what: `"${field}" is missing`,
  remedy: `add ${field}`,
});

export const unknownFault = (place: Place, given: string, known: readonly string[]): Problem => ({
  ...place,
  what: `there is no fault called "${given}"`,
  remedy: known.length === 0 ? 'this version of PodScope has no faults yet' : `use one of: ${known.join(', ')}`,
});

export const notInOrder = (place: Place): Problem => ({
  ...place,
  what: 'this action comes before the one above it',
  remedy: 'write the actions in time order',
});

export const tooLarge = (file: string, bytes: number, most: number): Problem => ({
  file,
  line: 1,
  column: 1,
  what: `the file has ${bytes} bytes`,
  remedy: `a scenario may have ${most} at most`,
});

/** One line: `nginx.yaml:3:5: spec.seed: this is a text; write a whole number`. */
export const problemLine = ({ file, line, column, path, what, remedy }: Problem): string =>
  `${file}:${line}:${column}: ${path === undefined ? '' : `${path}: `}${what}; ${remedy}`;
