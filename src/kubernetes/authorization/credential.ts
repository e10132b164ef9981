import { sha256 } from '../network/sha256.ts';

/** How the server names the certificate that a user showed. Source: v1.35 apiserver pkg/authentication/request/x509 */
export const credentialOf = (user: string): string =>
  `X509SHA256=${[...sha256(`certificate of ${user}`)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
