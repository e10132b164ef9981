import { NotUnderstood } from './shell-words.ts';

/** Operators by how tightly they bind, the loosest first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const whole = (left: number, operator: string, right: number): number => {
  switch (operator) {
    case '||':
      return Number(left !== 0 || right !== 0);
    case '&&':
      return Number(left !== 0 && right !== 0);
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case '<=':
      return Number(left <= right);
    case '>=':
      return Number(left >= right);
    case '<':
      return Number(left < right);
    case '>':
      return Number(left > right);
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      if (right === 0) throw new NotUnderstood('a division by zero');
      return operator === '/' ? Math.trunc(left / right) : left % right;
  }
};

/**
 * What stands between `$((` and `))`, in whole numbers; a variable that is empty or no number is 0.
 * Source: POSIX Shell Command Language, 2.6.4 Arithmetic Expansion
 */
export function arithmetic(text: string, variable: (name: string) => string): number {
  const tokens = text.match(/[A-Za-z_$][A-Za-z0-9_]*|\d+|[<>=!]=|&&|\|\||[-+*/%()<>!]|\S/g) ?? [];
  let at = 0;
  const operand = (): number => {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '-') return -operand();
    if (token === '+') return operand();
    if (token === '!') return Number(operand() === 0);
    if (token === '(') {
      const inner = level(0);
      if (tokens[at] !== ')') throw new NotUnderstood('an open parenthesis');
      at += 1;
      return inner;
    }
    if (/^\d+$/.test(token)) return Number(token);
    if (/^\$?[A-Za-z_]/.test(token)) return Math.trunc(Number(variable(token.replace('$', '')))) || 0;
    throw new NotUnderstood(`the arithmetic "${text}"`);
  };
  const level = (depth: number): number => {
    const here = levels[depth];
    if (here === undefined) return operand();
    let left = level(depth + 1);
    for (let token = tokens[at] ?? ''; here.includes(token); token = tokens[at] ?? '') {
      at += 1;
      left = whole(left, token, level(depth + 1));
    }
    return left;
  };
  const result = tokens.length === 0 ? 0 : level(0);
  if (at < tokens.length) throw new NotUnderstood(`the arithmetic "${text}"`);
  return result;
}
