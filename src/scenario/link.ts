import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';

/** What a link carries: a built-in scenario by its name, or texts; and the moment. */
export interface Linked {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Text of the scenario without its files. */
  readonly scenario?: string;
  /** A cluster of the person's own, as a JSON list of its objects: read as if somebody had pasted it. */
  readonly cluster?: string;
  /** Virtual ms. */
  readonly cursor?: number;
}

export type ReadLink = { readonly linked: Linked } | { readonly refused: string };

const mostCompressed = 200_000;
const mostInflated = 2_000_000;
const builtIn = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(?:@(\d{1,9}(?:\.\d{1,6})?))?$/;

/** The fragment of a link, without `#`. A built-in scenario stays readable: `nginx@1802`. */
export function writeLink(linked: Linked): string {
  if (linked.files === undefined && linked.name !== undefined) {
    return linked.cursor ? `${linked.name}@${rounded(linked.cursor)}` : linked.name;
  }
  const packed = deflateSync(strToU8(JSON.stringify(linked)), { level: 9 });
  return `1.${base64url(packed)}`;
}

/** Reads the fragment of a link. Never throws; whatever is wrong is said in a sentence. */
export function readLink(fragment: string): ReadLink {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  const named = builtIn.exec(text);
  if (named?.[1] !== undefined) {
    return { linked: { name: named[1], ...(named[3] === undefined ? {} : { cursor: Number(named[3]) }) } };
  }
  if (!text.startsWith('1.')) return { refused: 'This link is not one of PodScope’s.' };
  if (text.length > (mostCompressed * 4) / 3) return { refused: 'This link is too long.' };
  const packed = fromBase64url(text.slice(2));
  if (!packed) return { refused: 'This link has characters that do not belong in it.' };
  const inflated = inflateUpTo(packed);
  if (inflated === 'too long') return { refused: 'This link holds too much.' };
  if (inflated === 'broken') return { refused: 'This link ends too early.' };
  return readContent(inflated);
}

function readContent(inflated: Uint8Array): ReadLink {
  let content: unknown;
  try {
    content = JSON.parse(strFromU8(inflated));
  } catch {
    return { refused: 'This link ends too early.' };
  }
  if (typeof content !== 'object' || content === null) return { refused: 'This link is not one of PodScope’s.' };
  const { name, files, scenario, cursor, cluster } = content as Record<string, unknown>;
  if (typeof name !== 'string' && !isTexts(files)) return { refused: 'This link is not one of PodScope’s.' };
  return {
    linked: {
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof scenario === 'string' ? { scenario } : {}),
      ...(typeof cluster === 'string' ? { cluster } : {}),
      ...(typeof cursor === 'number' && Number.isFinite(cursor) && cursor >= 0 ? { cursor } : {}),
      ...(isTexts(files) ? { files } : {}),
    },
  };
}

function isTexts(files: unknown): files is Record<string, string> {
  return typeof files === 'object' && files !== null && Object.values(files).every((text) => typeof text === 'string');
}

/** Inflates in small pieces, so that a small link cannot unpack to a huge text. */
function inflateUpTo(packed: Uint8Array): Uint8Array | 'too long' | 'broken' {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    size += part.length;
    if (size <= mostInflated) parts.push(part.slice());
    ended = final;
  });
  try {
    for (let from = 0; from < packed.length; from += 1024) {
      inflate.push(packed.subarray(from, from + 1024), from + 1024 >= packed.length);
      if (size > mostInflated) return 'too long';
    }
  } catch {
    return 'broken';
  }
  if (!ended) return 'broken';
  const whole = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(data: Uint8Array): string {
  let text = '';
  for (let place = 0; place < data.length; place += 3) {
    const [a = 0, b = 0, c = 0] = data.subarray(place, place + 3);
    const group = (a << 16) | (b << 8) | c;
    const length = Math.min(data.length - place, 3) + 1;
    for (let digit = 0; digit < length; digit += 1) text += digits.charAt((group >> (18 - 6 * digit)) & 63);
  }
  return text;
}

function fromBase64url(text: string): Uint8Array | undefined {
  const data = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const letter of text) {
    const value = digits.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      data[place] = (held >> bits) & 0xff;
      place += 1;
    }
  }
  return data;
}
