import { describe, expect, it } from 'vitest';
import { cidrWarnings, ipWarnings } from '../../../src/kubernetes/registry/ip-warnings.ts';

const ip = (value: string) => [...ipWarnings(value, 'f')];
const cidr = (value: string) => [...cidrWarnings(value, 'f')];
const future = 'will be considered invalid in a future Kubernetes release';

describe('an address that is taken still', () => {
  it('may have noughts in front of its numbers', () => {
    expect(ip('192.012.2.2')).toEqual([`f: non-standard IP address "192.012.2.2" ${future}: use "192.12.2.2"`]);
    expect(ip('10.0.0.1')).toEqual([]);
  });

  it('may be one of IPv4 in the form of IPv6', () => {
    const says = (text: string) => [`f: non-standard IP address "${text}" ${future}: use "1.2.3.4"`];
    expect(ip('::ffff:1.2.3.4')).toEqual(says('::ffff:1.2.3.4'));
    expect(ip('::ffff:102:304')).toEqual(says('::ffff:102:304'));
  });

  it('may be longer than it need be', () => {
    expect(ip('2001:db8:0:0::2')).toEqual([
      'f: IPv6 address "2001:db8:0:0::2" should be in RFC 5952 canonical format ("2001:db8::2")',
    ]);
    expect(ip('2001:db8::2')).toEqual([]);
    expect(ip('none')).toEqual([]);
  });
});

describe('a block of addresses that is taken still', () => {
  it('may begin in the middle', () => {
    expect(cidr('192.12.2.8/24')).toEqual([
      'f: CIDR value "192.12.2.8/24" is ambiguous in this context (should be "192.12.2.0/24" or "192.12.2.8/32"?)',
    ]);
  });

  it('may have noughts in front of its numbers', () => {
    const says = (text: string) => [`f: non-standard CIDR value "${text}" ${future}: use "192.12.2.0/24"`];
    expect(cidr('192.012.2.0/24')).toEqual(says('192.012.2.0/24'));
    expect(cidr('192.12.2.0/024')).toEqual(says('192.12.2.0/024'));
    expect(cidr('192.12.2.0/24')).toEqual([]);
  });

  it('may be longer than it need be', () => {
    expect(cidr('2001:db8:0:0::/64')).toEqual([
      'f: IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")',
    ]);
  });
});
