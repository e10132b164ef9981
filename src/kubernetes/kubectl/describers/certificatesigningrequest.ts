import { fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { certificateRequest } from '../../decoding/certificate-request.ts';
import { humanDuration } from '../printers/ages.ts';
import { requestState } from '../printers/api-server-kinds.ts';
import { pairs } from '../printers/kind-printer.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { rfc1123 } from './times.ts';

/** What a subject has lists of, and the numbers of their OIDs. */
const subjectLists = [
  ['Organization', 10],
  ['Organizational Unit', 11],
  ['Country', 6],
  ['Locality', 7],
  ['Province', 8],
  ['StreetAddress', 9],
  ['PostalCode', 17],
] as const;
const commonName = 3;
const serialNumber = 5;

/** Source: v1.35 kubectl pkg/describe/describe.go describeCertificateSigningRequest */
export const describeCertificateSigningRequest: Describer = function* (object, context) {
  const out = new Description();
  const { name, labels, annotations, creationTimestamp } = fieldsOf(object.metadata);
  const { username, signerName, expirationSeconds, request } = fieldsOf(object.spec);
  const seconds = numberOf(expirationSeconds);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Labels:', pairs(labels));
  out.line(0, 'Annotations:', pairs(annotations));
  out.line(0, 'CreationTimestamp:', rfc1123(creationTimestamp));
  out.line(0, 'Requesting User:', textOf(username));
  if (textOf(signerName) !== '') out.line(0, 'Signer:', textOf(signerName));
  if (seconds !== undefined) out.line(0, 'Requested Duration:', humanDuration(seconds * 1000));
  out.line(0, 'Status:', requestState(object));
  writeRequest(out, textOf(request));
  yield* writeEvents(out, object, context);
  return out.toString();
};

function writeRequest(out: Description, encoded: string): void {
  const { subject, dnsNames, emailAddresses, uris, ipAddresses } = certificateRequest(encoded);
  out.line(0, 'Subject:');
  out.line(0, '', 'Common Name:', subject.get(commonName)?.at(-1) ?? '');
  out.line(0, '', 'Serial Number:', subject.get(serialNumber)?.at(-1) ?? '');
  for (const [title, id] of subjectLists) writeList(out, title, subject.get(id) ?? []);
  if (dnsNames.length + emailAddresses.length + uris.length + ipAddresses.length === 0) return;
  out.line(0, 'Subject Alternative Names:');
  writeList(out, 'DNS Names', dnsNames);
  writeList(out, 'Email Addresses', emailAddresses);
  writeList(out, 'URIs', uris);
  writeList(out, 'IP Addresses', ipAddresses);
}

const writeList = (out: Description, title: string, values: readonly string[]): void => {
  for (const [place, value] of values.entries()) out.line(0, '', place === 0 ? `${title}:` : '', value);
};
