import { base64 } from '../api/base64.ts';
import { sha256 } from '../network/sha256.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** So many letters of base64, always the same for a seed: they look like a key and open nothing. */
function letters(seed: string, count: number): string {
  const digest = sha256(seed).join(' ');
  let text = '';
  for (let block = 0; text.length < count; block++)
    for (const byte of sha256(`${digest} ${block}`)) text += alphabet[byte & 63] ?? '';
  return text.slice(0, count);
}

const certificateLetters = 1044;

/** The certificate of the cluster's authority, as long as that of a cluster which kubeadm sets up. */
export const clusterCertificate: string = [
  '-----BEGIN CERTIFICATE-----',
  ...(`MII${letters('certificate authority', certificateLetters - 3)}`.match(/.{1,64}/g) ?? []),
  '-----END CERTIFICATE-----',
  '',
].join('\n');

const urlSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const head = urlSafe(
  base64(JSON.stringify({ alg: 'RS256', kid: urlSafe(letters('key of the service accounts', 43)) })),
);

/**
 * A JSON web token: who signed how, what it claims, and a signature that nobody need check.
 * Source: v1.35 pkg/serviceaccount/jwt.go
 */
export function webToken(claims: object): string {
  const body = urlSafe(base64(JSON.stringify(claims)));
  return `${head}.${body}.${urlSafe(letters(`${head}.${body}`, 342))}`;
}
