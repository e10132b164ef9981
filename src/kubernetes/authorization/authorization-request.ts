/** Who asks. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** What is asked, as far as it can be told from the path. */
export interface AuthorizationRequest {
  readonly verb: string;
  /** Plural. Empty for a path that is no resource. */
  readonly resource: string;
  readonly subresource?: string;
  readonly group: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
  /** What a list or watch wants to be equal, by field. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The reason is empty where there is nothing to say. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
  /** Why, where the server itself says nothing: for the story. */
  readonly because?: string;
}
