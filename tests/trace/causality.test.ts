import { describe, expect, it } from 'vitest';
import { causesOf, effectsOf } from '../../src/trace/causality.ts';
import { changesBetween } from '../../src/trace/object-diff.ts';
import { traceHash } from '../../src/trace/trace-hash.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { barePodTrace } from './bare-pod.ts';

const trace = barePodTrace();
const index = indexTrace(trace);

describe('causality', () => {
  it('leads from every message back to a person or a timer', () => {
    for (const { id } of trace.messages) expect(causesOf(index, id).at(-1)?.is).toBe('root');
  });

  it('is the same in both directions', () => {
    for (const { id, cause } of trace.messages)
      expect(effectsOf(index, cause).map(({ value }) => value.id)).toContain(id);
  });
});

describe('the hash of a trace', () => {
  it('is equal for equal runs and differs for others', () => {
    expect(traceHash(trace)).toBe(traceHash(barePodTrace()));
    expect(traceHash(trace)).not.toBe(traceHash(barePodTrace(30_000)));
    expect(traceHash(trace)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('the difference of two objects', () => {
  it('names list items by their type, and leaves out the resourceVersion', () => {
    const ready = (status: string) => ({
      metadata: { resourceVersion: status },
      status: { conditions: [{ type: 'Ready', status }] },
    });
    expect(changesBetween(ready('False'), ready('True'))).toEqual([
      { path: 'status.conditions[Ready].status', was: 'False', is: 'True' },
    ]);
  });
});
