/** One element of DER: what kind it is, and what is in it. */
export interface Element {
  readonly tag: number;
  readonly bytes: readonly number[];
}

/**
 * The elements that stand one after the other; up to the first that is cut off.
 * Source: ITU-T X.690
 */
export function elementsOf(bytes: readonly number[]): readonly Element[] {
  const elements: Element[] = [];
  let place = 0;
  while (place + 1 < bytes.length) {
    const tag = bytes[place] ?? 0;
    const first = bytes[place + 1] ?? 0;
    // A length of 128 and more stands in as many bytes as the first one says.
    const more = first < 0x80 ? 0 : first & 0x7f;
    const start = place + 2 + more;
    const length = more === 0 ? first : bytes.slice(place + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
    if (start + length > bytes.length) break;
    elements.push({ tag, bytes: bytes.slice(start, start + length) });
    place = start + length;
  }
  return elements;
}
