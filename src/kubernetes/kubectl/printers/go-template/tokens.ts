import { TemplateFault } from './template-fault.ts';

/** A word within an action: where it stands in the template, and whether a blank stands before it. */
export interface Token {
  readonly kind: 'field' | 'variable' | 'word' | 'number' | 'text' | 'sign';
  readonly text: string;
  readonly at: number;
  readonly spaced: boolean;
}

/** Text to be copied, or the words of one `{{…}}`. */
export type Piece = { readonly text: string } | { readonly tokens: readonly Token[]; readonly at: number };

const word = /^(?:\.[\p{L}\p{Nd}_]+|\$[\p{L}\p{Nd}_]*|[\p{L}_][\p{L}\p{Nd}_]*|[-+]?\.?\d[\w.]*|:=|[.|(),=])/u;
const quoted = /^(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+')/;

/** Source: Go text/template/parse/lex.go */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimmed = false;
  while (at < template.length) {
    const open = template.indexOf('{{', at);
    const raw = template.slice(at, open < 0 ? undefined : open);
    const trims = open >= 0 && /^\{\{-\s/.test(template.slice(open, open + 4));
    const left = trimmed ? raw.trimStart() : raw;
    const text = trims ? left.trimEnd() : left;
    if (text !== '') pieces.push({ text });
    if (open < 0) break;
    const start = open + (trims ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s-)?\}\}/.exec(template.slice(start));
    if (comment !== null) {
      trimmed = comment[1] !== undefined;
      at = start + comment[0].length;
      continue;
    }
    const action = actionAt(template, start);
    pieces.push({ tokens: action.tokens, at: open });
    trimmed = action.trims;
    at = action.end;
  }
  return pieces;
}

/** The words up to the `}}`, and whether the text behind it loses its blanks. */
function actionAt(template: string, start: number) {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    const rest = template.slice(at);
    const blank = /^\s+/.exec(rest)?.[0] ?? '';
    const here = rest.slice(blank.length);
    const place = at + blank.length;
    if (here.startsWith('}}')) return { tokens, end: place + 2, trims: false };
    if (blank !== '' && here.startsWith('-}}')) return { tokens, end: place + 3, trims: true };
    if (here === '') throw new TemplateFault('unclosed action', start);
    const string = quoted.exec(here)?.[0];
    const found = string ?? word.exec(here)?.[0];
    if (found === undefined) throw unexpected(here, place);
    tokens.push({ kind: kindOf(found), text: found, at: place, spaced: blank !== '' });
    at = place + found.length;
  }
}

function unexpected(rest: string, at: number): TemplateFault {
  const [char = ''] = rest;
  if (char === '"') return new TemplateFault('unterminated quoted string', at);
  if (char === '`') return new TemplateFault('unterminated raw quoted string', at);
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return new TemplateFault(`unrecognized character in action: U+${code} '${char}'`, at);
}

function kindOf(text: string): Token['kind'] {
  if (/^["`']/.test(text)) return 'text';
  if (/^\.[\p{L}_]/u.test(text)) return 'field';
  if (text.startsWith('$')) return 'variable';
  if (/^[-+.]?\d|^[-+]\./.test(text)) return 'number';
  return /^[\p{L}_]/u.test(text) ? 'word' : 'sign';
}
