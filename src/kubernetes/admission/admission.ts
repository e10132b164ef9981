import type { ClusterView, Draw } from '../api/calls.ts';
import type { Resource } from '../api/resources.ts';
import type { Status } from '../api/status.ts';
import type { ApiObject, Manifest } from '../api/types.ts';

/** What a plugin is asked about. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly resource: Resource;
  readonly subresource?: string;
  readonly namespace: string;
  readonly name?: string;
  readonly user: { readonly name: string; readonly groups: readonly string[] };
  readonly object?: Manifest;
  readonly oldObject?: Manifest;
}

/** Undefined: the plugin has no opinion. `changed` are field paths, for the question "who set this?". */
export type Admitted =
  | { readonly object: Manifest; readonly changed: readonly string[] }
  | { readonly refused: Status }
  | undefined;

/** `spends` are quotas as they shall be stored before the request itself is: with what it takes. */
export type Validated =
  | { readonly refused: Status }
  | { readonly warnings: readonly string[] }
  | { readonly spends: readonly ApiObject[] }
  | undefined;

export interface AdmissionPlugin {
  readonly name: string;
  /** The mutating pass. */
  readonly admit?: (request: AdmissionRequest, view: ClusterView, draw: Draw) => Admitted;
  /** The validating pass, after the rules about fields. */
  readonly validate?: (request: AdmissionRequest, view: ClusterView) => Validated;
}

/** Whether the request is about a Pod itself, not about one of its subresources. */
export function aboutPod(request: AdmissionRequest, ...operations: readonly AdmissionRequest['operation'][]): boolean {
  return (
    request.resource.plural === 'pods' &&
    request.subresource === undefined &&
    operations.includes(request.operation) &&
    request.object !== undefined
  );
}

/** The name for a message: a generated one is not known yet when admission runs. */
export const nameOf = ({ object, name }: AdmissionRequest): string => object?.metadata?.name ?? name ?? '';
