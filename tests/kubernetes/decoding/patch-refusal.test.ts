import { expect, it } from 'vitest';
import { patchRefusal } from '../../../src/kubernetes/decoding/patch-refusal.ts';

const refusal = (patch: unknown, ...says: readonly string[]) =>
  patchRefusal(
    true,
    patch,
    {},
    says.map((each) => ({ field: '', says: each })),
  ).details?.causes?.[0]?.message;
const cannot = (kind: string, type: string) =>
  `json: cannot unmarshal ${kind} into Go struct field A.b of type ${type}`;

it.each([
  ['string', 'int32', 'unrecognized type: int32'],
  ['object', 'string', 'unrecognized type: string'],
  ['number', 'string', 'cannot convert int64 to string'],
  ['string', '[]v1.EnvVar', 'cannot restore slice from string'],
  ['object', '[]string', 'cannot restore slice from map'],
  ['array', 'map[string]string', 'cannot restore map from slice'],
  ['array', 'v1.PodSpec', 'cannot restore struct from: slice'],
])('a %s in the place of %s is what the converter of strategic patches says it is', (kind, type, words) => {
  expect(refusal({}, cannot(kind, type))).toBe(`Invalid value: "map[]": ${words}`);
});

it('the patch is shown as Go prints maps and lists, by key', () => {
  const patch = { spec: { replicas: 'x', paused: true, list: [1, null] }, metadata: {} };
  expect(refusal(patch, cannot('string', 'int32'))).toMatch(
    'Invalid value: "map[metadata:map[] spec:map[list:[1 <nil>] paused:true replicas:x]]": ',
  );
});

it('fields that nobody knows are named together', () => {
  expect(refusal({}, 'unknown field "a"', 'unknown field "b"')).toBe(
    'Invalid value: "map[]": strict decoding error: unknown field "a", unknown field "b"',
  );
});
