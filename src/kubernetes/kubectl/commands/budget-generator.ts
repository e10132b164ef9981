import type { Fields } from '../../api/fields.ts';
import { parseSelector } from '../../api/selector-parser.ts';
import { type Arguments, flag } from '../flags.ts';

const shape = /^[0-9]+%?$/;
const operators: Readonly<Record<string, string>> = {
  in: 'In',
  notin: 'NotIn',
  '!=': 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

/** Source: v1.35 kubectl pkg/cmd/create/create_pdb.go */
export function budgetFor(name: string, args: Arguments): Fields | string {
  const text = flag(args, 'selector') ?? '';
  const [least, most] = [flag(args, 'min-available') ?? '', flag(args, 'max-unavailable') ?? ''];
  if (text === '') return 'a selector must be specified';
  if (least === '' && most === '') return 'one of min-available or max-unavailable must be specified';
  if (least !== '' && most !== '') return 'min-available and max-unavailable cannot be both specified';
  if (least !== '' && !shape.test(least)) return 'invalid format specified for min-available';
  if (most !== '' && !shape.test(most)) return 'invalid format specified for max-unavailable';
  const parsed = parseSelector(text);
  if ('error' in parsed) return `couldn't parse the selector string "${text}": ${parsed.error}`;
  const equal = parsed.requirements.filter(({ operator }) => operator === '=');
  const others = parsed.requirements.filter(({ operator }) => operator !== '=');
  const number = (value: string) => (value.endsWith('%') ? value : Number(value));
  return {
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1',
    metadata: { name },
    spec: {
      ...(least === '' ? { maxUnavailable: number(most) } : { minAvailable: number(least) }),
      selector: {
        ...(equal.length === 0
          ? {}
          : { matchLabels: Object.fromEntries(equal.map(({ key, values }) => [key, values[0] ?? ''])) }),
        ...(others.length === 0
          ? {}
          : {
              matchExpressions: others.map(({ key, operator, values }) => ({
                key,
                operator: operators[operator] ?? operator,
                ...(values.length === 0 ? {} : { values }),
              })),
            }),
      },
    },
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  };
}
