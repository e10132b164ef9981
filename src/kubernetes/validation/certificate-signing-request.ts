import { bytesAsText } from '../api/base64.ts';
import { duplicate, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../api/fields.ts';
import { goQuote } from '../api/go-text.ts';
import { isDns1123Label, isDns1123Subdomain, isPathSegmentName } from '../api/names.ts';
import { validateObjectMeta } from './object-meta.ts';
import { oneOf, type Problems } from './problems.ts';

const usages =
  'any|cert sign|client auth|code signing|content commitment|crl sign|data encipherment|decipher only|digital signature|email protection|encipher only|ipsec end system|ipsec tunnel|ipsec user|key agreement|key encipherment|microsoft sgc|netscape sgc|ocsp signing|s/mime|server auth|signing|timestamping'.split(
    '|',
  );

/** Only whether there is a block of the right kind is looked at. Source: v1.35 pkg/apis/certificates/helpers.go ParseCSR */
const isRequest = (encoded: string): boolean =>
  /^-----BEGIN CERTIFICATE REQUEST-----\s[\s\S]*^-----END CERTIFICATE REQUEST-----\s*$/m.test(bytesAsText(encoded));

/** The labels of a name, up to the first that is wrong. */
function* validateLabels(part: string, rule: (label: string) => readonly string[], path: string): Problems {
  for (const label of part.split('.')) {
    const whys = rule(label);
    for (const why of whys) yield invalidValue(path, part, `validating label ${goQuote(label)}: ${why}`);
    if (whys.length > 0) return;
  }
}

/** Source: v1.35 pkg/apis/core/validation/names.go ValidateSignerName */
function* validateSignerName(name: string, path: string): Problems {
  const parts = name.split('/');
  const [domain = '', rest = ''] = parts;
  if (name === '') yield required(path);
  else if (parts.length !== 2)
    yield invalidValue(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
  else {
    yield* validateLabels(domain, isDns1123Label, path);
    if (!domain.includes('.'))
      yield invalidValue(path, domain, 'should be a domain with at least two segments separated by dots');
    yield* validateLabels(rest, isDns1123Subdomain, path);
  }
}

/** Source: v1.35 pkg/apis/certificates/validation/validation.go validateCertificateSigningRequest */
export function* validateCertificateSigningRequest(object: Fields): Problems {
  yield* validateObjectMeta(object.metadata, false, isPathSegmentName);
  const spec = fieldsOf(object.spec);
  const [request, asked, signer] = [textOf(spec.request), listOf(spec.usages), textOf(spec.signerName)];
  if (!isRequest(request)) {
    // No bytes at all are no list, and print as null.
    yield invalidValue('spec.request', request === '' ? null : request, 'PEM block type must be CERTIFICATE REQUEST');
  }
  if (asked.length === 0) yield required('spec.usages');
  for (const [index, usage] of asked.entries()) yield* oneOf(`spec.usages[${index}]`, usage, usages);
  for (const [index, usage] of asked.entries()) {
    if (asked.indexOf(usage) < index) yield duplicate(`spec.usages[${index}]`, usage);
  }
  if (signer === 'kubernetes.io/legacy-unknown')
    yield invalidValue('spec.signerName', signer, 'the legacy signerName is not allowed via this API version');
  else yield* validateSignerName(signer, 'spec.signerName');
  const seconds = numberOf(spec.expirationSeconds) ?? 600;
  if (seconds < 600) {
    const why = 'may not specify a duration less than 600 seconds (10 minutes)';
    yield invalidValue('spec.expirationSeconds', seconds, why);
  }
}
