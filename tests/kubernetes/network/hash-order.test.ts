import { describe, expect, it } from 'vitest';
import { fnv128a } from '../../../src/kubernetes/api/fnv128a.ts';
import { slicePorts, subsetPorts } from '../../../src/kubernetes/network/hash-order.ts';

const port = (name: string, number: number) => ({ name, port: number, protocol: 'TCP' });
const names = (ports: readonly { readonly name: string }[]) => ports.map(({ name }) => name);

describe('the order of ports', () => {
  it('in Endpoints is that of a hash, as a real cluster had it', () => {
    expect(names(subsetPorts([port('metrics', 9113), port('http', 80)]))).toEqual(['http', 'metrics']);
    expect(names(subsetPorts([port('alt', 80), port('http', 80)]))).toEqual(['http', 'alt']);
  });
  it('in an EndpointSlice is that of another one, since its fields are pointers', () => {
    expect(names(slicePorts([port('http', 80), port('alt', 80)]))).toEqual(['alt', 'http']);
  });
});

describe('FNV-1a of 128 bits', () => {
  it('begins with its offset and is spread by its prime', () => {
    expect(fnv128a('')).toBe('6c62272e07bb014262b821756295c58d');
    expect(fnv128a('a')).toBe('d228cb696f1a8caf78912b704e4a8964');
  });
});
