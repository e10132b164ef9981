import { rfc3339Micro } from '../kubernetes/api/times.ts';
import type { AuditRecord, EntryId, HttpRequest, Message, Trace } from './trace.ts';

/** One `audit.k8s.io/v1` event. */
export interface AuditEvent {
  readonly kind: 'Event';
  readonly apiVersion: 'audit.k8s.io/v1';
  readonly level: 'RequestResponse';
  readonly auditID: string;
  readonly stage: AuditRecord['stage'];
  readonly requestURI: string;
  readonly verb: string;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
  readonly impersonatedUser?: { readonly username: string; readonly groups: readonly string[] };
  readonly userAgent: string;
  readonly objectRef?: Readonly<Record<string, string>>;
  readonly responseStatus: { readonly metadata: object; readonly code: number };
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
  readonly requestReceivedTimestamp: string;
  readonly stageTimestamp: string;
}

/** A simulated run as an audit log, in the order in which the API server finished the requests. */
export function auditLog(trace: Trace): readonly AuditEvent[] {
  const requests = new Map<EntryId, Message>();
  for (const message of trace.messages) if (message.body.type === 'http-request') requests.set(message.id, message);
  return trace.audit.flatMap((record) => {
    const message = requests.get(record.request);
    return message?.body.type === 'http-request' ? [auditEvent(record, message.body)] : [];
  });
}

function auditEvent(record: AuditRecord, request: HttpRequest): AuditEvent {
  const { user, groups, impersonated, code, stage, requestObject, responseObject } = record;
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'RequestResponse',
    auditID: `00000000-0000-4000-8000-${String(record.request).padStart(12, '0')}`,
    stage,
    requestURI: request.path,
    verb: request.verb,
    user: { username: user, groups },
    ...(impersonated === undefined
      ? {}
      : { impersonatedUser: { username: impersonated.user, groups: impersonated.groups } }),
    userAgent: request.userAgent,
    ...(request.resource === undefined ? {} : { objectRef: objectRef(request, responseObject) }),
    responseStatus: { metadata: {}, code },
    ...(requestObject === undefined ? {} : { requestObject }),
    ...(responseObject === undefined ? {} : { responseObject }),
    requestReceivedTimestamp: rfc3339Micro(record.receivedAt),
    stageTimestamp: rfc3339Micro(record.finishedAt),
  };
}

/** What the request was about; a created object's name is the one that it was given. */
function objectRef(
  { path, resource, subresource, namespace, name }: HttpRequest,
  response: unknown,
): Readonly<Record<string, string>> {
  const [, root, first = '', second = ''] = path.split('?')[0]?.split('/') ?? [];
  const grouped = root === 'apis';
  const created = (response as { readonly metadata?: { readonly name?: string } } | undefined)?.metadata?.name;
  const known = name ?? created;
  return {
    resource: resource ?? '',
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(known === undefined || known === '' ? {} : { name: known }),
    ...(grouped ? { apiGroup: first } : {}),
    apiVersion: grouped ? second : first,
  };
}
