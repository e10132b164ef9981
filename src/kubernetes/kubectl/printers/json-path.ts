import { byText, isFields } from '../../api/fields.ts';
import { goJson } from '../../api/go-text.ts';

/**
 * The JSONPath of kubectl: fields, indices, slices, filters, `range`, text in quotes.
 * Source: v1.35 client-go util/jsonpath
 */
type Step =
  | { readonly kind: 'field'; readonly name: string }
  | {
      readonly kind: 'index';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly one: boolean;
    }
  | { readonly kind: 'all' }
  | { readonly kind: 'deep'; readonly name: string }
  | { readonly kind: 'filter'; readonly left: readonly Step[]; readonly operator: string; readonly right: unknown };

export type JsonPathResult = { readonly text: string } | { readonly error: string };

/** The text of a template like `{.items[*].metadata.name}`. */
export function jsonPathText(template: string, root: unknown): JsonPathResult {
  const pieces = template.split(/(\{[^}]*\})/).filter((piece) => piece !== '');
  try {
    return { text: render(pieces, 0, pieces.length, [root]) };
  } catch (reason) {
    return { error: reason instanceof Error ? reason.message : 'bad template' };
  }
}

function render(pieces: readonly string[], from: number, to: number, scope: readonly unknown[]): string {
  let text = '';
  for (let i = from; i < to; i++) {
    const piece = pieces[i] ?? '';
    if (!piece.startsWith('{')) {
      text += piece;
      continue;
    }
    const inner = piece.slice(1, -1).trim();
    if (inner.startsWith('range')) {
      const end = endOfRange(pieces, i, to);
      const items = walk(scope, parsePath(inner.slice('range'.length).trim()));
      for (const item of items) text += render(pieces, i + 1, end, [item]);
      i = end;
    } else if (/^["']/.test(inner)) text += unquote(inner);
    else if (inner !== 'end') text += walk(scope, parsePath(inner)).map(printed).join(' ');
  }
  return text;
}

function endOfRange(pieces: readonly string[], start: number, to: number): number {
  let depth = 0;
  for (let i = start; i < to; i++) {
    const inner = (pieces[i] ?? '').slice(1, -1).trim();
    if (inner.startsWith('range')) depth++;
    if (inner === 'end' && --depth === 0) return i;
  }
  return to;
}

const unquote = (text: string) =>
  text.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replace(/\\(.)/g, '$1');

const sortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(byText)
      .map((key) => [key, sortedKeys(value[key])]),
  );
};

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? goJson(sortedKeys(value)) : String(value);
}

/** The values that a path reaches, e.g. `.spec.containers[*].name`. */
export const valuesAt = (root: unknown, path: string): readonly unknown[] =>
  walk([root], parsePath(path.replace(/^\{|\}$/g, '')));

export function parsePath(text: string): readonly Step[] {
  const steps: Step[] = [];
  let rest = text.trim().replace(/^[$@]/, '');
  while (rest !== '') {
    const deep = /^\.\.([\w-]+)/.exec(rest);
    const field = /^\.?((?:\\.|[^.[\]\\])+)/.exec(rest);
    if (deep) {
      steps.push({ kind: 'deep', name: deep[1] ?? '' });
      rest = rest.slice(deep[0].length);
    } else if (rest.startsWith('[')) {
      const end = closing(rest);
      steps.push(bracket(rest.slice(1, end)));
      rest = rest.slice(end + 1);
    } else if (/^\.(?=\[|$)/.test(rest)) rest = rest.slice(1);
    else if (field) {
      const name = (field[1] ?? '').replace(/\\(.)/g, '$1');
      steps.push(name === '*' ? { kind: 'all' } : { kind: 'field', name });
      rest = rest.slice(field[0].length);
    } else throw new Error(`unrecognized character in action: ${goJson(rest[0])}`);
  }
  return steps;
}

function closing(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']' && --depth === 0) return i;
  }
  throw new Error('unterminated array');
}

function bracket(inner: string): Step {
  if (inner === '*') return { kind: 'all' };
  if (/^['"]/.test(inner)) return { kind: 'field', name: unquote(inner) };
  const filter = /^\?\(\s*@?(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*?)\s*\)$/.exec(inner);
  if (filter) {
    const raw = filter[3] ?? '';
    const right = /^["']/.test(raw) ? unquote(raw) : raw === 'true' ? true : raw === 'false' ? false : Number(raw);
    return { kind: 'filter', left: parsePath(filter[1] ?? ''), operator: filter[2] ?? '==', right };
  }
  const exists = /^\?\(\s*@?(.*?)\s*\)$/.exec(inner);
  if (exists) return { kind: 'filter', left: parsePath(exists[1] ?? ''), operator: 'exists', right: undefined };
  const [from = '', to] = inner.split(':');
  const number = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text));
  return { kind: 'index', from: number(from), to: number(to), one: to === undefined };
}

function walk(values: readonly unknown[], steps: readonly Step[]): readonly unknown[] {
  return steps.reduce<readonly unknown[]>((found, step) => found.flatMap((value) => take(value, step)), values);
}

function take(value: unknown, step: Step): readonly unknown[] {
  switch (step.kind) {
    case 'field':
      return isFields(value) && value[step.name] !== undefined ? [value[step.name]] : [];
    case 'all':
      return Array.isArray(value)
        ? value
        : isFields(value)
          ? Object.keys(value)
              .sort(byText)
              .map((key) => value[key])
          : [];
    case 'index': {
      if (!Array.isArray(value)) return [];
      if (!step.one) return value.slice(step.from, step.to);
      const index = (step.from ?? 0) < 0 ? value.length + (step.from ?? 0) : (step.from ?? 0);
      return index in value ? [value[index]] : [];
    }
    case 'deep': {
      const inner = Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [];
      return [...take(value, { kind: 'field', name: step.name }), ...inner.flatMap((item) => take(item, step))];
    }
    case 'filter':
      return (Array.isArray(value) ? value : []).filter((item) => {
        const [left] = walk([item], step.left);
        return step.operator === 'exists' ? left !== undefined : compare(left, step.operator, step.right);
      });
  }
}

function compare(left: unknown, operator: string, right: unknown): boolean {
  if (left === undefined) return false;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const [a, b] = [left as number, right as number];
  return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b;
}
