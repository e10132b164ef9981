import type { Story } from '../../story/tell.ts';
import { plural, shortName } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import { fittedMiddle } from '../fit-text.ts';
import type { Box } from './box.ts';
import styles from './cluster-map.module.css';
import { centre, right } from './geometry.ts';

/** The Pods of the run as what they are first: records in etcd. */
export function RecordPill({
  box,
  frame,
  story,
  font,
}: {
  readonly box: Box;
  readonly frame: Frame;
  readonly story: Story;
  readonly font: number;
}) {
  const mine = new Set(story.facts.pods.map(({ uid }) => uid));
  const records = frame.pods().filter(({ metadata }) => mine.has(metadata.uid));
  const [first] = records;
  if (!first || box.width < 150) return null;
  const size = font > 16 ? 20 : 12.5;
  const width = font > 16 ? 110 : 74;
  const low = box.height < 50 && font < 16;
  const height = low ? 20 : 32;
  const middle = low ? box.y + 15 : centre(box);
  const text =
    records.length === 1
      ? fittedMiddle(shortName(first.metadata.name, 10), width - 12, size)
      : plural(records.length, 'Pod');
  const x = right(box) - width - 9;
  return (
    <g className={styles.pill}>
      <title>{`${plural(records.length, 'Pod')} stored in etcd`}</title>
      <rect x={x} y={middle - height / 2} width={width} height={height} rx="10" />
      <text x={x + width / 2} y={middle + 4.5} style={{ fontSize: size }}>
        {text}
      </text>
    </g>
  );
}
