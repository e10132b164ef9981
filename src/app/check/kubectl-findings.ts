import { isMap } from 'yaml';
import type { CommandOutput } from '../../trace/trace.ts';
import { parsedText } from '../parsed-text.ts';
import type { Finding } from './finding.ts';

/** What kubectl says of a document before it sends it, and the key that the words are about. */
const sayings: readonly {
  readonly pattern: RegExp;
  readonly key: string;
  readonly about: (found: RegExpExecArray) => About;
}[] = [
  {
    pattern: /resource mapping not found for name: "([^"]*)" .* from "([^"]*)": (no matches for kind "([^"]*)".*)/,
    key: 'kind',
    about: ([, name = '', file = '', says = '', kind = '']) => ({ file, says, name, kind }),
  },
  {
    pattern: /error validating "([^"]*)": error validating data: ([^;]*);/,
    key: '',
    about: ([, file = '', says = '']) => ({ file, says }),
  },
  {
    pattern: /unable to decode "([^"]*)": (.*)/,
    key: 'metadata',
    about: ([, file = '', says = '']) => ({ file, says }),
  },
  {
    pattern: /error parsing (.*?): (error converting YAML to JSON: .*|.*)/,
    key: '',
    about: ([, file = '', says = '']) => ({ file, says, broken: true }),
  },
];

interface About {
  readonly file: string;
  /** The text is no YAML: the line is where it stops being any. */
  readonly broken?: true;
  readonly says: string;
  readonly name?: string;
  readonly kind?: string;
}

/** The lines that kubectl itself complains about: no YAML, an unknown kind, a missing apiVersion, metadata of a wrong type. */
export function kubectlFindings(
  { stderr }: CommandOutput,
  files: Readonly<Record<string, string>>,
): readonly Finding[] {
  return stderr.split('\n').flatMap((line) =>
    sayings.flatMap(({ pattern, key, about }): readonly Finding[] => {
      const found = pattern.exec(line);
      if (found === null) return [];
      const { file, says, ...wanted } = about(found);
      const text = files[file] ?? '';
      const at = wanted.broken ? firstBroken(text) : lineOf(text, key, wanted);
      return [{ file, line: at, severity: 'refused', says }];
    }),
  );
}

const firstBroken = (text: string): number =>
  parsedText(text).documents.flatMap(({ errors }) => errors)[0]?.linePos?.[0].line ?? 1;

/** Where a key stands in the first document that fits; the document's first line where it has no such key. */
function lineOf(text: string, key: string, { name, kind }: Pick<About, 'name' | 'kind'>): number {
  const { documents, lines } = parsedText(text);
  for (const document of documents) {
    if (!isMap(document.contents)) continue;
    if (kind !== undefined && String(document.get('kind')) !== kind) continue;
    if (name !== undefined && name !== '' && String(document.getIn(['metadata', 'name']) ?? '') !== name) continue;
    if (kind === undefined && document.has('apiVersion') && document.has('kind') && key === '') continue;
    const pair = document.contents.items.find(
      (item) => String((item.key as { value?: unknown } | null)?.value) === key,
    );
    const at = (pair?.key as { range?: readonly number[] } | undefined)?.range ?? document.contents.range;
    return lines.linePos(at?.[0] ?? 0).line;
  }
  return 1;
}
