import { aggregate, type Cause, causesOf, type FieldError } from './field-error.ts';
import type { Resource } from './resources.ts';

/**
 * The API server's refusal.
 * Source: v1.35 apimachinery pkg/api/errors/errors.go
 */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, never>>;
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

/** What a Status needs to know of a resource; every `Resource` will do. */
export type Named = Pick<Resource, 'plural' | 'group'>;

const failure = (code: number, reason: string, message: string, details?: StatusDetails): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  ...(details === undefined ? {} : { details }),
  code,
});

/** `pods`, `deployments.apps`: how messages name a resource. */
export const qualified = ({ plural, group }: Named): string => (group === '' ? plural : `${plural}.${group}`);

const detailsOf = ({ plural, group }: Named, name: string): StatusDetails => ({
  ...(name === '' ? {} : { name }),
  ...(group === '' ? {} : { group }),
  kind: plural,
});

export const notFound = (resource: Named, name: string): Status =>
  failure(404, 'NotFound', `${qualified(resource)} "${name}" not found`, detailsOf(resource, name));

/** The path names no resource at all. */
export const noSuchPath = (): Status =>
  failure(404, 'NotFound', 'the server could not find the requested resource', {});

export const alreadyExists = (resource: Named, name: string): Status =>
  failure(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, detailsOf(resource, name));

export const conflict = (
  resource: Named,
  name: string,
  detail = 'the object has been modified; please apply your changes to the latest version and try again',
): Status =>
  failure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${detail}`,
    detailsOf(resource, name),
  );

/** 409 of server-side apply: others own what is applied. Its details name no object. */
export const applyConflict = (message: string, causes: readonly Cause[]): Status =>
  failure(409, 'Conflict', message, { causes });

/** 403 by admission: `pods "p" is forbidden: WHY`. Without a name: `pods is forbidden: WHY`. */
export const forbidden = (resource: Named, name: string, why: string, causes?: readonly Cause[]): Status =>
  failure(
    403,
    'Forbidden',
    name === ''
      ? `${qualified(resource)} is forbidden: ${why}`
      : `${qualified(resource)} "${name}" is forbidden: ${why}`,
    { ...detailsOf(resource, name), ...(causes === undefined ? {} : { causes }) },
  );

/** 403 by authorization; `why` comes from `forbiddenMessage`. */
export const forbiddenUser = (resource: Named, name: string, why: string): Status => forbidden(resource, name, why);

/** 403 for a path that is no resource: `forbidden: User … cannot get path "/x"`. */
export const forbiddenPath = (why: string): Status => failure(403, 'Forbidden', `forbidden: ${why}`, {});

/** 422. Details bear the Kind, unlike those of 403, 404 and 409, which bear the resource. */
export const invalid = (
  { kind, group }: Pick<Resource, 'kind' | 'group'>,
  name: string,
  errors: readonly FieldError[],
): Status =>
  failure(422, 'Invalid', `${group === '' ? kind : `${kind}.${group}`} "${name}" is invalid: ${aggregate(errors)}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind,
    causes: causesOf(errors),
  });

/** 429, to be tried again after ten seconds. */
export const tooManyRequests = ({ plural, group }: Named, name: string, message: string, cause: Cause): Status =>
  failure(429, 'TooManyRequests', message, {
    ...detailsOf({ plural, group }, name),
    causes: [cause],
    retryAfterSeconds: 10,
  });

export const internalError = (why: string): Status =>
  failure(500, 'InternalError', `Internal error occurred: ${why}`, {
    causes: [{ reason: '', message: why, field: '' }],
  });

/** An error that no part of the server has given a reason. Source: v1.35 apiserver pkg/endpoints/handlers/responsewriters/status.go */
export const withoutReason = (message: string): Status => failure(500, '', message);

export const badRequest = (message: string): Status => failure(400, 'BadRequest', message);

export const isStatus = (body: unknown): body is Status =>
  typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'Status' && 'code' in body;
