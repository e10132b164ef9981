import { describe, expect, it } from 'vitest';
import { freeOf } from '../../src/story/placement/compared.ts';
import { refusalInWords } from '../../src/story/placement/refusal-in-words.ts';
import { amountOf, figures } from '../../src/story/quantity-words.ts';

const short = (resource: string, asked: number, free: number, allocatable: number) =>
  refusalInWords({ plugin: 'NodeResourcesFit', compared: { shortages: [{ resource, asked, free, allocatable }] } });

describe('amounts of a resource in a sentence', () => {
  it('are whole CPUs where they are whole, and millicores where they are not', () => {
    expect(short('cpu', 10_000, 8000, 8000)).toBe('asks 10 CPU; 8 CPU are free of 8. 2 CPU short.');
    expect(short('cpu', 2000, 1000, 4000)).toBe('asks 2 CPU; 1 CPU is free of 4. 1 CPU short.');
    expect(short('cpu', 1000, 950, 1000)).toBe('asks 1 CPU; 950m are free of 1 CPU. 50m short.');
    expect(short('cpu', 950, 500, 1930)).toBe('asks 950m of CPU; 500m are free of 1930m. 450m short.');
    expect(short('cpu', 500, 0, 4000)).toBe('asks 500m of CPU; nothing is free of 4 CPU. 500m short.');
  });

  it('say what is taken where a Pod to come is promised more than is left', () => {
    expect(short('cpu', 900, -400, 2000)).toBe('asks 900m of CPU; 2400m are taken of 2 CPU. 1300m short.');
    expect(freeOf({ resource: 'cpu', asked: 900, free: -400, allocatable: 2000 })).toBe('none of 2 (2400m are taken)');
  });

  it('keep the units of bytes, and name an extended resource', () => {
    expect(short('memory', 2 ** 30, 2 ** 29, 2 ** 33)).toBe('asks 1Gi of memory; 512Mi are free of 8Gi. 512Mi short.');
    expect(short('nvidia.com/gpu', 2, 0, 1)).toBe('asks 2 of nvidia.com/gpu; nothing is free of 1. 2 short.');
  });

  it('have one unit where they stand beside each other', () => {
    expect(figures('cpu', [8000, 4000])).toEqual(['8', '4']);
    expect(figures('cpu', [8000, 2518])).toEqual(['8000m', '2518m']);
    expect(amountOf('cpu', 3000)).toBe('3 CPU');
  });
});
