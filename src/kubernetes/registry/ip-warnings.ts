import { goQuote } from '../api/go-text.ts';
import { isCidr, isIp } from '../api/names.ts';
import { ipText } from '../decoding/ip-text.ts';

/** The four or sixteen bytes of an address that is one; noughts in front of a number are overlooked. */
function bytesOf(address: string): readonly number[] {
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(groupBytes)));
  const [head = [], tail] = halves;
  if (tail === undefined) return head;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

const groupBytes = (group: string): readonly number[] => {
  if (group.includes('.')) return group.split('.').map(Number);
  const value = Number.parseInt(group, 16);
  return [Math.floor(value / 256), value % 256];
};

/** An IPv4 address inside of an IPv6 address is written as the former. */
const isMapped = (bytes: readonly number[]): boolean =>
  bytes.length === 16 && bytes.every((byte, place) => place >= 12 || byte === (place < 10 ? 0 : 255));

const plain = (bytes: readonly number[]): readonly number[] => (isMapped(bytes) ? bytes.slice(12) : bytes);

const hasNoughts = (address: string): boolean =>
  address
    .slice(address.lastIndexOf(':') + 1)
    .split('.')
    .some((part) => address.includes('.') && /^0\d/.test(part));

/**
 * Addresses that are still taken and shall not be any longer.
 * Source: v1.35 apimachinery pkg/util/validation/ip.go GetWarningsForIP
 */
export function* ipWarnings(value: string, path: string): Generator<string> {
  if (isIp(value).length > 0) return;
  const bytes = bytesOf(value);
  const text = ipText(plain(bytes));
  if (hasNoughts(value) || isMapped(bytes)) {
    yield `${path}: non-standard IP address ${goQuote(value)} will be considered invalid in a future Kubernetes release: use ${goQuote(text)}`;
  } else if (text !== value) {
    yield `${path}: IPv6 address ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(text)})`;
  }
}

/** The address with all that the prefix does not reach set to nought. */
const masked = (bytes: readonly number[], length: number): readonly number[] =>
  bytes.map((byte, place) => {
    const kept = Math.min(8, Math.max(0, length - 8 * place));
    return byte - (byte % 2 ** (8 - kept));
  });

/** The same for blocks of addresses. Source: GetWarningsForCIDR */
export function* cidrWarnings(value: string, path: string): Generator<string> {
  if (isCidr(value).length > 0) return;
  const [address = '', prefix = ''] = value.split('/');
  const [bytes, length] = [bytesOf(address), Number(prefix)];
  const base = masked(bytes, length);
  const block = `${ipText(base)}/${length}`;
  const ambiguous = base.some((byte, place) => byte !== bytes[place]);
  if (ambiguous) {
    const single = `${ipText(plain(bytes))}/${8 * bytes.length}`;
    yield `${path}: CIDR value ${goQuote(value)} is ambiguous in this context (should be ${goQuote(block)} or ${goQuote(single)}?)`;
  }
  if (hasNoughts(address) || /^0\d/.test(prefix) || isMapped(bytes)) {
    yield `${path}: non-standard CIDR value ${goQuote(value)} will be considered invalid in a future Kubernetes release: use ${goQuote(block)}`;
  } else if (!ambiguous && block !== value) {
    yield `${path}: IPv6 CIDR value ${goQuote(value)} should be in RFC 5952 canonical format (${goQuote(block)})`;
  }
}
