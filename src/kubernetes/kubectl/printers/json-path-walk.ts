import { byText, isFields, own } from '../../api/fields.ts';
import type { PathList, PathNode } from './json-path-parser.ts';

export type Values = readonly unknown[];

/** What a path says that cannot be followed. */
export class PathFault extends Error {}

/** Go's name of a type of JSON. */
const goType = (value: unknown): string => {
  if (Array.isArray(value)) return '[]interface {}';
  if (isFields(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};

const isNil = (value: unknown): value is null | undefined => value === undefined || value === null;

/** The values that the steps reach from those given. Source: v1.35 client-go util/jsonpath/jsonpath.go evalList */
export const walk = (values: Values, nodes: PathList): Values =>
  nodes.reduce<Values>((found, node) => step(found, node), values);

function step(values: Values, node: PathNode): Values {
  switch (node.kind) {
    case 'text':
      return [node.text];
    case 'literal':
      return values.map(() => node.value);
    case 'field':
      return values.flatMap((value) => {
        const found = isFields(value) ? own(value, node.name) : undefined;
        return found === undefined ? [] : [found];
      });
    case 'slice':
      return values.flatMap((value) => (isNil(value) ? [] : sliced(value, node)));
    case 'wildcard':
      return values.flatMap(children);
    case 'recursive':
      return values.flatMap(descend);
    case 'union':
      return node.lists.flatMap((list) => walk(values, list));
    case 'filter':
      return values.flatMap((value) => filtered(value, node));
    case 'identifier':
      if (node.name === 'range') return values;
      throw new PathFault(`unrecognized identifier ${node.name}`);
  }
}

/** Go goes through a map in any order: here it is that of the keys. */
function children(value: unknown): Values {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [];
  return Object.keys(value)
    .toSorted(byText)
    .map((key) => value[key]);
}

function descend(value: unknown): Values {
  const inner = children(value);
  return inner.length === 0 ? [] : [value, ...inner.flatMap(descend)];
}

function sliced(value: unknown, node: PathNode & { readonly kind: 'slice' }): Values {
  if (!Array.isArray(value)) throw new PathFault(`${goType(value)} is not array or slice`);
  const { length } = value;
  let from = node.from ?? 0;
  let to = node.to ?? length;
  if (from < 0) from += length;
  if (to < 0 || (to === 0 && node.single)) to += length;
  if (from === to) return [];
  const outside = (index: number) => new PathFault(`array index out of bounds: index ${index}, length ${length}`);
  if (from >= length || from < 0) throw outside(from);
  if (to > length || to < 0) throw outside(to - 1);
  if (from > to) throw new PathFault(`starting index ${from} is greater than ending index ${to}`);
  const by = node.step ?? 1;
  if (by <= 0) throw new PathFault('step must be > 0');
  return value.slice(from, to).filter((_, place) => place % by === 0);
}

function filtered(value: unknown, node: PathNode & { readonly kind: 'filter' }): Values {
  if (!Array.isArray(value))
    throw new PathFault(
      `${typeof value === 'object' ? goType(value) : String(value)} is not array or slice and cannot be filtered`,
    );
  return value.filter((item: unknown) => {
    const lefts = walk([item], node.left);
    if (node.operator === 'exists') return lefts.length > 0;
    const rights = walk([item], node.right);
    if (lefts.length > 1 || rights.length > 1) throw new PathFault('can only compare one element at a time');
    return lefts.length === 1 && rights.length === 1 && compare(lefts[0], node.operator, rights[0]);
  });
}

/** Source: v1.35 client-go third_party/forked/golang/template/funcs.go */
function compare(left: unknown, operator: string, right: unknown): boolean {
  if (!/^([<>]=?|[=!]=)$/.test(operator)) throw new PathFault(`unrecognized filter operator ${operator}`);
  if ([left, right].some((side) => !['string', 'number', 'boolean'].includes(typeof side)))
    throw new PathFault('invalid type for comparison');
  if (goType(left) !== goType(right)) throw new PathFault('incompatible types for comparison');
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const [a, b] = [left as number, right as number];
  return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b;
}
