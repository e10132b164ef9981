import { describe, expect, it } from 'vitest';
import { clusterCertificate, webToken } from '../../../src/kubernetes/authorization/credentials-shown.ts';
import { runOfCommands } from '../../simulation/commands-run.ts';

describe('credentials that are shown', () => {
  it('are a certificate as long as a real one', () => {
    expect(clusterCertificate).toMatch(
      /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/]{1,64}\n)+-----END CERTIFICATE-----\n$/,
    );
    expect(clusterCertificate).toHaveLength(1115);
  });
  it('are a token of three parts, the same for the same claims', () => {
    const token = webToken({ sub: 'system:serviceaccount:default:bot' });
    const [head = '', claims = '', signature] = token.split('.');
    expect(JSON.parse(atob(head))).toMatchObject({ alg: 'RS256' });
    expect(JSON.parse(atob(claims))).toEqual({ sub: 'system:serviceaccount:default:bot' });
    expect(signature).toMatch(/^[A-Za-z0-9_-]{342}$/);
    expect(webToken({ sub: 'system:serviceaccount:default:bot' })).toBe(token);
  });
});

it('a token that is asked for counts its time as all others do, in seconds since 1970', () => {
  const [made] = runOfCommands({ actions: ['create token default --duration=20m'] }).commands;
  const claims = JSON.parse(Buffer.from(made?.stdout.split('.')[1] ?? '', 'base64url').toString());
  expect(claims.iat).toBe(Date.parse('2026-01-01T00:00:00Z') / 1000);
  expect(claims.exp - claims.iat).toBe(1200);
});
