import { bytesAsText, bytesOf, fromUtf8 } from '../api/base64.ts';
import { type Element, elementsOf } from './der.ts';
import { ipText } from './ip-text.ts';

/** Who asks for a certificate, and for which other names. */
export interface CertificateRequest {
  /** By the last number of its OID below 2.5.4. */
  readonly subject: ReadonlyMap<number, readonly string[]>;
  readonly dnsNames: readonly string[];
  readonly emailAddresses: readonly string[];
  readonly uris: readonly string[];
  readonly ipAddresses: readonly string[];
}

const attributeType = '85,4,';
const extensionRequest = '42,134,72,134,247,13,1,9,14';
const subjectAltName = '85,29,17';
const octetString = 4;
const attributes = 0xa0;
const names = { email: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 } as const;

/**
 * Reads a PEM block in base64, as the spec of a CertificateSigningRequest has it.
 * Source: RFC 2986; Go crypto/x509 ParseCertificateRequest
 */
export function certificateRequest(encoded: string): CertificateRequest {
  const [, block = ''] =
    /-----BEGIN CERTIFICATE REQUEST-----([\s\S]*?)-----END CERTIFICATE REQUEST-----/.exec(bytesAsText(encoded)) ?? [];
  const [whole] = elementsOf(bytesOf(block));
  const [info] = inside(whole);
  const [, name, , ...rest] = inside(info);
  const others = rest
    .filter(({ tag }) => tag === attributes)
    .flatMap(inside)
    .flatMap(alternativeNames);
  const texts = (tag: number) => others.filter((each) => each.tag === tag).map(({ bytes }) => fromUtf8(bytes));
  return {
    subject: subjectOf(name),
    dnsNames: texts(names.dns),
    emailAddresses: texts(names.email),
    uris: texts(names.uri),
    ipAddresses: others.filter(({ tag }) => tag === names.ip).map(({ bytes }) => ipText(bytes)),
  };
}

const inside = (element: Element | undefined): readonly Element[] => elementsOf(element?.bytes ?? []);

const oid = (element: Element | undefined): string => (element?.bytes ?? []).join(',');

/** A name is a list of sets of pairs. */
function subjectOf(name: Element | undefined): ReadonlyMap<number, readonly string[]> {
  const subject = new Map<number, readonly string[]>();
  for (const pair of inside(name).flatMap(inside)) {
    const [type, value] = inside(pair);
    const id = type?.bytes.at(-1) ?? 0;
    if (oid(type) !== `${attributeType}${id}`) continue;
    subject.set(id, [...(subject.get(id) ?? []), fromUtf8(value?.bytes ?? [])]);
  }
  return subject;
}

/** What one attribute of the request adds to the names. */
function alternativeNames(attribute: Element): readonly Element[] {
  const [type, values] = inside(attribute);
  if (oid(type) !== extensionRequest) return [];
  const extensions = inside(values).flatMap(inside);
  return extensions.flatMap((extension) => {
    const [id, ...parts] = inside(extension);
    if (oid(id) !== subjectAltName) return [];
    return parts
      .filter(({ tag }) => tag === octetString)
      .flatMap(inside)
      .flatMap(inside);
  });
}
