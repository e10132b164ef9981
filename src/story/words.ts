/** `1.04 s`, `314 ms`, `4.4 ms`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (ms >= 9995) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 999.5) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 9.95 ? `${Math.round(ms)} ms` : `${Number(ms.toPrecision(2))} ms`;
}

/** `1.802 s`: a moment of the run, in seconds since its start. */
export const moment = (ms: number): string => `${clock(ms)} s`;

/** `1.802`: seconds with milliseconds. */
export const clock = (ms: number): string => (ms / 1000).toFixed(3);

/** `41.9 MB`, as registries count. */
export function bytes(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} GB`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MB`;
  return `${Math.round(count / 1e3)} kB`;
}

/** `one`, `two`, … `twelve`, then figures. */
export const countWord = (count: number): string => words[count] ?? String(count);
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `3 Pods`, `1 Pod`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A generated name by its random end: `web-6676b7dbbb-hltzz` is `…hltzz`; short names stay. */
export function shortName(name: string, longest = 14): string {
  if (name.length <= longest) return name;
  const end = name.slice(name.lastIndexOf('-') + 1);
  return end.length >= 4 && end.length < longest ? `…${end}` : `${name.slice(0, longest - 6)}…${name.slice(-5)}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `first`, `second`, … `twelfth`, then `13th`. */
export function ordinal(count: number): string {
  const ending = count % 100 > 10 && count % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return ordinals[count] ?? `${count}${ending}`;
}

const ordinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

/** `once`, `twice`, `three times`. */
export const countTimes = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${countWord(count)} times`;

/** As `enumerated`, but beyond `most` the rest is only counted: `a, b, c and 4 more`. */
export const listed = (items: readonly string[], most = 4): string =>
  items.length <= most
    ? enumerated(items)
    : `${items.slice(0, most - 1).join(', ')} and ${items.length - most + 1} more`;

/** `the Pod`, `the three Pods and the Service`. */
export function countedKinds(kinds: readonly string[]): string {
  const distinct = [...new Set(kinds)].map((kind) => {
    const count = kinds.filter((each) => each === kind).length;
    return count === 1 ? `the ${kind}` : `the ${countWord(count)} ${pluralOf(kind)}`;
  });
  return listed(distinct);
}

/** `Pods`, `Ingresses`, `NetworkPolicies`. */
export function pluralOf(kind: string): string {
  if (/[^aeiou]y$/.test(kind)) return `${kind.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(kind) ? `${kind}es` : `${kind}s`;
}
