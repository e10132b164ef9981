import type { Resource } from '../../../kubernetes/api/resources.ts';
import type { Status } from '../../../kubernetes/api/status.ts';
import type { ApiObject, Manifest } from '../../../kubernetes/api/types.ts';
import type { LogOptions } from '../../../kubernetes/node/programs/container-log.ts';
import type { Millis } from '../../../trace/trace.ts';
import type { Port } from '../../engine/port.ts';
import type { World } from '../world.ts';
import type { Identity, RequestEvent } from './api-client.ts';
import type { Picks } from './list-options.ts';
import type { RequestInfo } from './request-info.ts';

/** One request on its way through the API server. */
export interface RequestContext {
  readonly port: Port;
  readonly world: World;
  readonly arrived: Millis;
  readonly event: RequestEvent;
  readonly info: RequestInfo;
  /** Whom the request counts for: the caller, or whom the caller may impersonate. */
  readonly identity: Pick<Identity, 'user' | 'groups'>;
  readonly resource: Resource | undefined;
  /** What the person or component sent, decoded and defaulted. */
  readonly decoded: Manifest | undefined;
  /** The object on its way to etcd, as far as it is worked out. */
  readonly object: Manifest | ApiObject | undefined;
  /** The stored object that an update, a patch or a deletion starts from. */
  readonly old: ApiObject | undefined;
  /** What watchers see right before the object goes. */
  readonly shownFirst?: ApiObject;
  readonly operation: 'put' | 'delete' | 'none';
  readonly refused: Status | undefined;
  readonly warnings: readonly string[];
  /** Body and code of the answer, once known. */
  /** What a watch shows; undefined: everything. */
  readonly picks?: Picks;
  readonly answer: { readonly code: number; readonly body: unknown } | undefined;
  /** The container whose log the answer follows until its end. */
  readonly following?: {
    readonly node: string;
    readonly uid: string;
    readonly container: string;
    readonly options: LogOptions;
  };
  readonly tries: number;
}
