import { expect, it } from 'vitest';
import { tolerates } from '../../../src/kubernetes/scheduling/tolerations.ts';

const taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

it.each([
  [{ key: 'dedicated', value: 'gpu' }, true],
  [{ key: 'dedicated', operator: '', value: 'gpu', effect: '' }, true],
  [{ key: 'dedicated', operator: 'Equal', value: 'cpu' }, false],
  [{ key: 'dedicated', operator: 'Exists' }, true],
  [{ operator: 'Exists' }, true],
  [{ operator: 'Exists', effect: 'NoExecute' }, false],
  [{ key: '', operator: 'Equal', value: 'gpu' }, true],
  [{ key: 'dedicated', operator: 'Gt', value: '1' }, false],
])('%o of a NoSchedule taint dedicated=gpu: %s', (toleration, covered) => {
  expect(tolerates([toleration], taint)).toBe(covered);
});
