import { expect, it } from 'vitest';
import { patchProblem } from '../../../src/kubernetes/api/patch-problem.ts';

const asJson = (body: unknown) => patchProblem('application/json-patch+json', body);

it.each([
  ['an object', {}, 'object', '[]handlers.jsonPatchOp'],
  ['a text', 'x', 'string', '[]handlers.jsonPatchOp'],
  ['a number in the list', [1], 'number', 'handlers.jsonPatchOp'],
  ['a list in the list', [[]], 'array', 'handlers.jsonPatchOp'],
])('%s is no JSON patch: the server says what Go could not read', (_what, body, kind, type) => {
  expect(asJson(body)).toMatchObject({
    code: 400,
    message: `error decoding patch: json: cannot unmarshal ${kind} into Go value of type ${type}`,
  });
});

it.each([
  ['without an op', [{ path: '/a' }]],
  ['of an unknown op', [{ op: 'merge', path: '/a' }]],
  ['without a path', [{ op: 'add', value: 1 }]],
  ['that moves from nowhere', [{ op: 'move', path: '/a' }]],
])('an operation %s is refused, and the server does not say why', (_what, body) => {
  expect(asJson(body)).toMatchObject({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
  });
});

it('a list of whole operations is a JSON patch, and so is an empty one', () => {
  expect(asJson([{ op: 'remove', path: '/a' }])).toBeUndefined();
  expect(asJson([{ op: 'copy', path: '/a', from: '/b' }])).toBeUndefined();
  expect(asJson([])).toBeUndefined();
});

it('a merge patch is an object: a list would stand in the place of the whole object', () => {
  expect(patchProblem('application/merge-patch+json', [1])?.message).toBe(
    'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
  );
  expect(patchProblem('application/merge-patch+json', null)?.message).toBe('Invalid JSON Patch');
  expect(patchProblem('application/strategic-merge-patch+json', [1])?.message).toBe(
    'json: cannot unmarshal array into Go value of type map[string]interface {}',
  );
  expect(patchProblem('application/strategic-merge-patch+json', {})).toBeUndefined();
});
