/**
 * The text of the four or sixteen bytes of an address; the longest run of noughts of an IPv6 address is left out.
 * Source: Go net/ip.go IP.String
 */
export function ipText(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = bytes.flatMap((byte, place) => (place % 2 === 0 ? [byte * 256 + (bytes[place + 1] ?? 0)] : []));
  const runs = groups.map((_, start) => {
    const end = groups.findIndex((group, place) => place >= start && group !== 0);
    return (end < 0 ? groups.length : end) - start;
  });
  const longest = Math.max(...runs, 0);
  const hex = groups.map((group) => group.toString(16));
  if (longest < 2) return hex.join(':');
  const start = runs.indexOf(longest);
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + longest).join(':')}`;
}
