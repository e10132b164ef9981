/** Widths of IBM Plex Sans in hundredths of its size, measured; what is not listed is as wide as a wide letter. */
const regular =
  'a53 b58 c50 d58 e55 f32 g53 h57 i25 j25 k53 l27 m87 n57 o56 p58 q58 r37 s49 t35 u57 v49 w77 x51 y50 z46 ' +
  'A64 B65 C62 D67 E58 F56 G69 H71 I40 J51 K63 L50 M81 N71 O71 P61 Q71 R64 S58 T57 U68 V61 W89 X61 Y59 Z58 ' +
  "060 160 260 360 460 560 660 760 860 960 ,27 .27 :29 ;29 -40 /38 (33 )33 '24 …80 _24";

const widths = new Map(regular.split(' ').map((entry) => [entry.charAt(0), Number(entry.slice(1))]));
widths.set(' ', 24);

const boldIsWider = 1.04;

/** Width of a text in px. Labels of a chart stand on their lines, so a mean per letter would leave holes. */
export function textWidth(text: string, size: number, bold = false): number {
  let hundredths = 0;
  for (const letter of text) hundredths += widths.get(letter) ?? 70;
  return (hundredths / 100) * size * (bold ? boldIsWider : 1);
}

/** The text, cut at its end when it is wider than `room` px. */
export function cutTo(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  let cut = text;
  while (cut !== '' && textWidth(`${cut}…`, size) > room) cut = cut.slice(0, -1);
  return cut === '' ? '' : `${cut.trimEnd()}…`;
}
