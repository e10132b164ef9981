import { base64Problem } from './base64.ts';

/**
 * Fields whose Go type is `[]byte`, or a map of them: in JSON they are base64, in one line.
 * Source: v1.35 staging/src/k8s.io/{api,apiextensions-apiserver,kube-aggregator} types.go
 */
const byteFields: ReadonlySet<string> = new Set([
  'Secret.data',
  'ConfigMap.binaryData',
  'WebhookClientConfig.caBundle',
  'APIServiceSpec.caBundle',
  'CertificateSigningRequestSpec.request',
  'CertificateSigningRequestStatus.certificate',
]);

export const isByteField = (struct: string, field: string): boolean => byteFields.has(`${struct}.${field}`);

/** The text as the server writes it again, or what its decoder says. */
export function readBytes(text: string): { readonly encoded: string } | { readonly problem: string } {
  const problem = base64Problem(text);
  return problem === undefined ? { encoded: text.replace(/[\r\n]/g, '') } : { problem };
}
