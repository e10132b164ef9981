import { type Document, LineCounter, parseAllDocuments } from 'yaml';

export interface ParsedText {
  readonly documents: readonly Document.Parsed[];
  readonly lines: LineCounter;
}

/** Texts that were parsed last: the same files are looked at several times for one check. */
const kept = new Map<string, ParsedText>();
const most = 24;

/** The documents of a text, and where its lines begin. What is no YAML is among them, with its errors. */
export function parsedText(text: string): ParsedText {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent' }).filter(
    (document): document is Document.Parsed => 'contents' in document,
  );
  const [oldest] = kept.keys();
  if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
  const parsed = { documents, lines };
  kept.set(text, parsed);
  return parsed;
}
