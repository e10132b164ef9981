/** Mean width of a letter as a share of the font size, measured for IBM Plex. */
const share = { sans: 0.49, bold: 0.53, mono: 0.6 } as const;

export const widthOf = (text: string, size: number, face: keyof typeof share = 'sans'): number =>
  text.length * size * share[face];

/** The text, cut at its end when it does not fit into `width` px. */
export function fitted(text: string, width: number, size: number, face: keyof typeof share = 'sans'): string {
  const room = Math.floor(width / (size * share[face]));
  if (text.length <= room) return text;
  return room < 2 ? '' : `${text.slice(0, room - 1)}…`;
}

/** The text, cut in its middle: for names whose ends tell them apart. */
export function fittedMiddle(text: string, width: number, size: number, face: keyof typeof share = 'bold'): string {
  const room = Math.floor(width / (size * share[face]));
  if (text.length <= room) return text;
  const end = Math.max(2, Math.floor(room / 2));
  return `${text.slice(0, Math.max(1, room - end - 1))}…${text.slice(-end)}`;
}
