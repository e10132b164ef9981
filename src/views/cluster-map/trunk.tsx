import { fitted } from '../fit-text.ts';
import type { Box } from './box.ts';
import styles from './cluster-map.module.css';
import { bottom, centre } from './geometry.ts';
import type { RequestInside } from './requests-inside.ts';
import { phases } from './requests-inside.ts';
import type { Ink } from './station.tsx';

interface TrunkProps {
  readonly box: Box;
  readonly ink: Ink;
  readonly line: string;
  readonly inside: RequestInside | undefined;
  readonly font: number;
}

/** kube-apiserver: inverted while a request is inside, with the phases it has passed. */
export function Trunk({ box, ink, line, inside, font }: TrunkProps) {
  const narrow = box.width < 360 || font > 18;
  return (
    <g className={inside ? styles.trunkInside : styles[ink]}>
      <rect className={styles.box} {...box} rx="4" />
      <text className={styles.trunkName} x={box.x + 12} y={centre(box) + font * 0.35} style={{ fontSize: font }}>
        kube-apiserver
      </text>
      {!inside && !narrow && (
        <text className={styles.line} x={box.x + box.width - 12} y={centre(box) + 4} textAnchor="end">
          {fitted(line, box.width - 170, 12)}
        </text>
      )}
      {inside && <Phases box={box} inside={inside} from={box.x + (narrow ? 130 : 135)} words={!narrow} />}
    </g>
  );
}

function Phases({
  box,
  inside,
  from,
  words,
}: {
  readonly box: Box;
  readonly inside: RequestInside;
  readonly from: number;
  readonly words: boolean;
}) {
  const step = (box.x + box.width - 12 - from) / phases.length;
  return phases.map((phase, place) => {
    const x = from + place * step;
    const y = bottom(box) - 12;
    const refused = inside.refusedIn === place;
    return (
      <g key={phase}>
        {words && (
          <text className={place <= inside.phase ? styles.phaseNow : styles.phase} x={x} y={centre(box) + 1}>
            {phase}
          </text>
        )}
        <path
          className={place < inside.phase || inside.done ? styles.phasePassed : styles.phaseBar}
          d={`M${x},${y}h${step - 5}`}
        />
        {refused && <path className={styles.refusedCross} d={`M${x + 2},${y - 5}l10,10m0,-10l-10,10`} />}
      </g>
    );
  });
}
