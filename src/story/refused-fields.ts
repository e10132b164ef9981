import type { NotModelled } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { requestBehind } from './requests.ts';

/** A remark about one field of an object that somebody wrote. */
export type FieldNote = Pick<NotModelled, 'about' | 'path' | 'says'>;

interface FieldMistake {
  readonly field: string;
  readonly detail?: string;
  readonly type: string;
}

/** The fields for which kube-apiserver refused an object, each with its own words. */
export function refusedFields(index: TraceIndex): readonly FieldNote[] {
  return index.decisions.flatMap(({ id, kind, refused, about, data }) => {
    if (kind !== 'validation' || refused !== true) return [];
    const body = requestBehind(index, id)?.body;
    const sent = body?.type === 'http-request' ? body.requestBody : undefined;
    const name = (sent as { readonly metadata?: { readonly name?: string } } | undefined)?.metadata?.name ?? '';
    const mistakes = (data?.['errors'] ?? []) as readonly FieldMistake[];
    return mistakes.map(({ field, type, detail }) => ({
      about: `${about.slice(0, about.lastIndexOf('/') + 1)}${name}`,
      path: field,
      says: `${field}: ${detail === undefined || detail === '' ? type : detail}`,
    }));
  });
}
