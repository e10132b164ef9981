import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, type Reader, scannerMistake } from './reader.ts';

/**
 * The forms of a text and of the marks in front of one: each function goes over one of them, or throws what is wrong.
 * Source: yaml v2.4 scannerc.go yaml_parser_scan_…
 */
const atDocumentMarker = (reader: Reader): boolean => reader.isDocumentMarker('---') || reader.isDocumentMarker('...');

/**
 * A text without quotes, which may go on in the next lines.
 * @param indent how far its following lines must be indented
 * @returns whether it ended at the beginning of a line
 */
export function skipPlain(reader: Reader, indent: number, inFlow: boolean): boolean {
  const begun = reader.mark;
  let atLineStart = false;
  while (!atDocumentMarker(reader) && reader.at() !== '#') {
    while (!isBlankOrEnd(reader.at())) {
      const char = reader.at();
      if (char === ':' && isBlankOrEnd(reader.at(1))) break;
      if (inFlow && ',?[]{}'.includes(char)) break;
      atLineStart = false;
      reader.skip();
    }
    if (!isBlank(reader.at()) && !isBreak(reader.at())) break;
    while (isBlank(reader.at()) || isBreak(reader.at())) {
      if (isBreak(reader.at())) {
        reader.skipBreak(inFlow);
        atLineStart = true;
      } else if (atLineStart && reader.column < indent && reader.at() === '\t') {
        throw scannerMistake('found a tab character that violates indentation', reader.mark, begun);
      } else reader.skip();
    }
    if (!inFlow && reader.column < indent) break;
  }
  return atLineStart;
}

const escapes = '0abt\tnvfre "\'\\N_LP';
const digitsOf: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function skipEscape(reader: Reader, refuse: (problem: string) => Error): void {
  const char = reader.at(1);
  const count = digitsOf[char];
  if (count === undefined) {
    if (char === '' || !escapes.includes(char)) throw refuse('found unknown escape character');
    reader.skip(2);
    return;
  }
  reader.skip(2);
  let digits = '';
  for (let offset = 0; offset < count; offset++) {
    if (!/^[0-9a-fA-F]$/.test(reader.at(offset))) throw refuse('did not find expected hexdecimal number');
    digits += reader.at(offset);
  }
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw refuse('found invalid Unicode character escape code');
  reader.skip(count);
}

/** A text in quotes of the one kind or the other. */
export function skipQuoted(reader: Reader, quote: '"' | "'"): void {
  const begun = reader.mark;
  const refuse = (problem: string) => scannerMistake(problem, reader.mark, begun);
  reader.skip();
  for (;;) {
    if (atDocumentMarker(reader)) throw refuse('found unexpected document indicator');
    if (reader.at() === '') throw refuse('found unexpected end of stream');
    while (!isBlankOrEnd(reader.at())) {
      if (quote === "'" && reader.at() === quote && reader.at(1) === quote) reader.skip(2);
      else if (reader.at() === quote) break;
      else if (quote === '"' && reader.at() === '\\' && isBreak(reader.at(1))) {
        reader.skip();
        reader.skipBreak(true);
        break;
      } else if (quote === '"' && reader.at() === '\\') skipEscape(reader, refuse);
      else reader.skip();
    }
    if (reader.at() === quote) {
      reader.skip();
      return;
    }
    while (isBlank(reader.at()) || isBreak(reader.at())) {
      if (isBreak(reader.at())) reader.skipBreak(true);
      else reader.skip();
    }
  }
}

/** `|` or `>` with its lines. @param parent the indentation of what it belongs to, -1 for none */
export function skipBlock(reader: Reader, parent: number): void {
  const begun = reader.mark;
  const refuse = (problem: string) => scannerMistake(problem, reader.mark, begun);
  reader.skip();
  let indent = 0;
  const indicators = /[+-]/.test(reader.at()) ? ['chomping', 'digit'] : ['digit', 'chomping'];
  for (const indicator of indicators) {
    if (indicator === 'chomping' && /[+-]/.test(reader.at())) reader.skip();
    if (indicator === 'digit' && /[0-9]/.test(reader.at())) {
      if (reader.at() === '0') throw refuse('found an indentation indicator equal to 0');
      indent = Math.max(parent, 0) + Number(reader.at());
      reader.skip();
    }
  }
  while (isBlank(reader.at())) reader.skip();
  reader.skipComment();
  if (!isBreakOrEnd(reader.at())) throw refuse('did not find expected comment or line break');
  if (isBreak(reader.at())) reader.skipBreak();
  indent = skipBlockIndent(reader, indent, parent, refuse);
  while (reader.column === indent && reader.at() !== '') {
    while (!isBreakOrEnd(reader.at())) reader.skip();
    if (isBreak(reader.at())) reader.skipBreak();
    indent = skipBlockIndent(reader, indent, parent, refuse);
  }
}

/** Over empty lines to the next line's text; the first of them says how far the block is indented. */
function skipBlockIndent(reader: Reader, given: number, parent: number, refuse: (problem: string) => Error): number {
  let furthest = 0;
  const isBefore = () => given === 0 || reader.column < given;
  for (;;) {
    while (isBefore() && reader.at() === ' ') reader.skip();
    furthest = Math.max(furthest, reader.column);
    if (isBefore() && reader.at() === '\t')
      throw refuse('found a tab character where an indentation space is expected');
    if (!isBreak(reader.at())) break;
    reader.skipBreak();
  }
  return given === 0 ? Math.max(furthest, parent + 1, 1) : given;
}

/** The name of an anchor or an alias. */
export function skipName(reader: Reader): string {
  const begun = reader.mark;
  reader.skip();
  let name = '';
  while (/^[0-9A-Za-z_-]$/.test(reader.at())) {
    name += reader.at();
    reader.skip();
  }
  if (name === '' || !(isBlankOrEnd(reader.at()) || '?:,]}%@`'.includes(reader.at())))
    throw scannerMistake('did not find expected alphabetic or numeric character', reader.mark, begun);
  return name;
}

/** `!!int`, `!name`, `!<uri>`. */
export function skipTag(reader: Reader): void {
  const begun = reader.mark;
  const verbatim = reader.at(1) === '<';
  reader.skip(verbatim ? 2 : 1);
  while (/^[0-9A-Za-z_\-;/?:@&=+$.!~*'()%,[\]]$/.test(reader.at())) reader.skip();
  if (verbatim) {
    if (reader.at() !== '>') throw scannerMistake("did not find the expected '>'", reader.mark, begun);
    reader.skip();
  }
  if (!isBlankOrEnd(reader.at()))
    throw scannerMistake('did not find expected whitespace or line break', reader.mark, begun);
}

/** `%YAML 1.1` or `%TAG …` */
export function skipDirective(reader: Reader): void {
  const begun = reader.mark;
  const refuse = (problem: string) => scannerMistake(problem, reader.mark, begun);
  reader.skip();
  let name = '';
  while (/^[0-9A-Za-z_-]$/.test(reader.at())) {
    name += reader.at();
    reader.skip();
  }
  if (name === '') throw refuse('could not find expected directive name');
  if (!isBlankOrEnd(reader.at())) throw refuse('found unexpected non-alphabetical character');
  if (name !== 'YAML' && name !== 'TAG') throw refuse('found unknown directive name');
  while (!isBreakOrEnd(reader.at())) reader.skip();
  if (isBreak(reader.at())) reader.skipBreak();
}
