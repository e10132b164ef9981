import { type FieldError, lineOf } from '../kubernetes/api/field-error.ts';
import type { Mistake } from '../kubernetes/decoding/decode.ts';
import type { NotModelled } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { requestBehind } from './requests.ts';

/** A remark about one field of an object that somebody wrote. */
export type FieldNote = Pick<NotModelled, 'about' | 'path' | 'says'>;

/** Which field an admission plugin looked at when it refused a Pod; of the others, the object as a whole. */
const lookedAt: Readonly<Record<string, string>> = {
  ServiceAccount: 'spec.serviceAccountName',
  Priority: 'spec.priorityClassName',
  RuntimeClass: 'spec.runtimeClassName',
  NamespaceLifecycle: 'metadata.namespace',
};

/** The fields for which kube-apiserver refused an object, each with its own words. */
export function refusedFields(index: TraceIndex): readonly FieldNote[] {
  return index.decisions.flatMap(({ id, kind, refused, about, data }): readonly FieldNote[] => {
    if (refused !== true) return [];
    const request = requestBehind(index, id);
    const body = request?.body;
    const sent = body?.type === 'http-request' ? body.requestBody : undefined;
    if (request === undefined || sent === undefined) return [];
    const name = (sent as { readonly metadata?: { readonly name?: string } }).metadata?.name ?? '';
    const note = { about: `${about.slice(0, about.lastIndexOf('/') + 1)}${name}` };
    if (kind === 'validation') {
      const errors = (data?.['errors'] ?? []) as readonly FieldError[];
      return errors.map((error) => ({ ...note, path: error.field, says: lineOf(error) }));
    }
    if (kind === 'decoding') {
      const mistakes = (data?.['errors'] ?? []) as readonly Mistake[];
      return mistakes.map(({ field, says }) => ({ ...note, path: field, says }));
    }
    const answer = index.answerOf.get(request.id)?.body;
    if (answer?.type !== 'http-answer' || answer.message === undefined) return [];
    const plugin = String(data?.['plugin'] ?? '');
    return [{ ...note, path: lookedAt[plugin] ?? 'metadata.name', says: answer.message }];
  });
}
