import { describe, expect, it } from 'vitest';
import { base64 } from '../../../src/kubernetes/api/base64.ts';
import { certificateRequest } from '../../../src/kubernetes/decoding/certificate-request.ts';
import { ipText } from '../../../src/kubernetes/decoding/ip-text.ts';
import { kubectl } from '../kubectl/answering.ts';

/** As `openssl req -new` wrote it. */
const request = [
  '-----BEGIN CERTIFICATE REQUEST-----',
  'MIIDBzCCAe8CAQAwYjELMAkGA1UEBhMCQ0gxDTALBgNVBAgMBEJlcm4xDTALBgNV',
  'BAcMBFRodW4xDDAKBgNVBAoMA2RldjEMMAoGA1UECgwDb3BzMQowCAYDVQQLDAF4',
  'MQ0wCwYDVQQDDARqYW5lMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA',
  '4ag/BXZaUQDVAYg2+zb7n/aJ2H2IUCBaJnzLOmNrmcA3SYaIPvglGfngAYQG6ull',
  'YkiKpaLtayjuYIxXnZiLwD6H+wZU+6kwo5JUi07t6K5VB4WNNRG7jXqX7oiYStA9',
  'q+xqQjEjOPzQvn7T2p16B7Q0u84+JhIjmNYDmv4B7EXnF7kyN/3bktcyThXMiOIg',
  'I+DlEI19QLSEFaMUCf1L1uWdJ36mZ1kSHeCKzwYt/2YMoMqVa42p1P+GBZBL+TS7',
  'CvRea4TxcHUKY5p78eHr2mx4wcjHsqxmPIIHZuBsxSm9DckX0WnU0+YYHB5FxKm0',
  'kzvU1JtX0kj5cgdvqAeX6QIDAQABoGAwXgYJKoZIhvcNAQkOMVEwTzBNBgNVHREE',
  'RjBEgglhLmV4YW1wbGWCCWIuZXhhbXBsZYcECgAAAYcQ/oAAAAAAAAAAAAAAAAAA',
  'AYEGakB4LmNohgxzcGlmZmU6Ly94L3kwDQYJKoZIhvcNAQELBQADggEBAHj+NZ/8',
  'LuiMU06co1NSeMpKrTuzoQNUvk0xTiwRdhvRg8I7i2Jjhv141JruqLjO+NfSN+II',
  'QFD7xwP7rvCJsAlMj5mm28Sd525067vW0iSJChzZn36Ef7RN3BdgydHJXXLxg+JQ',
  'yolUbhrc1VBfqbBRrWlrMpC/KHdLtEqD6jaayOHBl9D5AnX/Elj18nR/PDK6NbWe',
  'X8MCv80oFmxsXeX9sUuw+lysB8gQH/wqX8Eh98SdjwQG0Z9mYT+zSm6e1V+TkwpJ',
  'Pjotmp84oqqv3JQKsLTHqEtg1B7FAossAhMa9UyYx7kLKRCcu8w1E6jDsfFNW12h',
  'Lyv0DmOf8O27cdA=',
  '-----END CERTIFICATE REQUEST-----',
  '',
].join('\n');

describe('a request for a certificate', () => {
  it('has a subject and other names', () => {
    const { subject, ...names } = certificateRequest(base64(request));
    expect([...subject]).toEqual([
      [6, ['CH']],
      [8, ['Bern']],
      [7, ['Thun']],
      [10, ['dev', 'ops']],
      [11, ['x']],
      [3, ['jane']],
    ]);
    expect(names).toEqual({
      dnsNames: ['a.example', 'b.example'],
      emailAddresses: ['j@x.ch'],
      uris: ['spiffe://x/y'],
      ipAddresses: ['10.0.0.1', 'fe80::1'],
    });
  });
  it('that is none has no names', () => {
    expect(certificateRequest(base64('nothing')).subject.size).toBe(0);
    expect(certificateRequest(base64(request.slice(0, 200))).dnsNames).toEqual([]);
  });
  it('is described with all of them', () => {
    const object = {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'jane', creationTimestamp: '2026-11-23T22:00:00Z' },
      spec: { request: base64(request), username: 'ann', signerName: 'example.com/serving', expirationSeconds: 86400 },
    };
    expect(kubectl('describe csr jane --show-events=false', [object]).stdout.split('\n')).toEqual([
      'Name:                jane',
      'Labels:              <none>',
      'Annotations:         <none>',
      'CreationTimestamp:   Mon, 23 Nov 2026 22:00:00 +0000',
      'Requesting User:     ann',
      'Signer:              example.com/serving',
      'Requested Duration:  24h',
      'Status:              Pending',
      'Subject:',
      '  Common Name:          jane',
      '  Serial Number:        ',
      '  Organization:         dev',
      '                        ops',
      '  Organizational Unit:  x',
      '  Country:              CH',
      '  Locality:             Thun',
      '  Province:             Bern',
      'Subject Alternative Names:',
      '  DNS Names:        a.example',
      '                    b.example',
      '  Email Addresses:  j@x.ch',
      '  URIs:             spiffe://x/y',
      '  IP Addresses:     10.0.0.1',
      '                    fe80::1',
      '',
    ]);
  });
  it('names addresses as Go does', () => {
    expect(ipText([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toBe('::');
    expect(ipText([0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5])).toBe('2001:db8:0:1::5');
  });
});
