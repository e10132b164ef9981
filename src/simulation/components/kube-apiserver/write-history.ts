import type { ManagedWrite } from '../../../kubernetes/registry/field-management/ownership.ts';
import type { EntryId, HttpRequest, Message, Write } from '../../../trace/trace.ts';
import type { World } from '../world.ts';
import { requestInfo } from './request-info.ts';

/** What an object that is older than the run was made with. */
const unknownManager = 'kubectl-create';

/**
 * Who wrote what of an object, so that the owners of its fields can be told. A real server keeps them in
 * `metadata.managedFields`; here they are worked out, when somebody asks, from what etcd and the requests remember.
 */
export function historyOf({ recorder, store }: World, key: string): readonly ManagedWrite[] {
  const history = [...recorder.initial, ...recorder.writes].filter((write) => write.key === key);
  const since = history.findLastIndex(({ operation }) => operation === 'create');
  const writes = history.slice(Math.max(0, since));
  if (writes.length === 0 || store.revisionOf(key) === 0) return [];
  return writes.map((write, i) => managed(write, writes[i - 1], recorder));
}

type Record = Pick<World['recorder'], 'messages' | 'audit'>;

function managed(write: Write, before: Write | undefined, recorder: Record): ManagedWrite {
  const message = requestOf(write.cause, recorder.messages);
  const body = message?.body as HttpRequest | undefined;
  const info = body === undefined ? undefined : requestInfo(body.path);
  const applies = body?.contentType === 'application/apply-patch+yaml';
  const sent =
    write.operation === 'create'
      ? recorder.audit.find(({ request }) => request === message?.id)?.requestObject
      : undefined;
  return {
    manager: info?.query.get('fieldManager') ?? body?.userAgent.split('/')[0] ?? unknownManager,
    operation: applies ? 'Apply' : 'Update',
    apiVersion: write.object.apiVersion,
    ...(info?.subresource === undefined ? {} : { subresource: info.subresource }),
    before: before?.object,
    after: sent ?? write.object,
    ...(applies ? { applied: body?.requestBody } : {}),
  };
}

/** Up the chain of causes inside the API server to the request that it served. */
function requestOf(cause: EntryId, messages: readonly Message[]): Message | undefined {
  let id = cause;
  for (let depth = 0; depth < 16; depth += 1) {
    const message = byId(messages, id);
    if (message === undefined || message.body.type === 'http-request') return message;
    id = message.cause;
  }
  return undefined;
}

/** Messages are recorded in the order of their ids. */
function byId(messages: readonly Message[], id: EntryId): Message | undefined {
  let [low, high] = [0, messages.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = messages[middle];
    if (found === undefined || found.id === id) return found;
    if (found.id < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
