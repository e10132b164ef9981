import { type Arguments, flag } from '../flags.ts';

/** The query of a list, in the order in which kubectl's client sorts its parameters. */
export function listQuery(args: Arguments, limit = true): string {
  const parts: string[] = [];
  const fields = flag(args, 'field-selector');
  const labels = flag(args, 'selector');
  if (fields !== undefined && fields !== '') parts.push(`fieldSelector=${encodeURIComponent(fields)}`);
  if (labels !== undefined && labels !== '') parts.push(`labelSelector=${encodeURIComponent(labels)}`);
  const chunk = Number(flag(args, 'chunk-size') ?? 500);
  if (limit && chunk !== 0) parts.push(`limit=${Number.isInteger(chunk) ? chunk : 500}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
