import type { Pod } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { shortName } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import { fitted, fittedMiddle, widthOf } from '../fit-text.ts';
import type { Box } from './box.ts';
import styles from './cluster-map.module.css';
import { ContainerMark } from './container-mark.tsx';
import { type ContainerView, containerViews } from './container-state.ts';

interface PodCardProps {
  readonly box: Box;
  readonly pod: Pod;
  readonly frame: Frame;
  readonly font: number;
  readonly acting: boolean;
  readonly lit: boolean;
  readonly hidesStatus: boolean;
  readonly selected: boolean;
  readonly onFollow: () => void;
}

/** A Pod on its node, as the node has it, with STATUS as kubectl would print it. */
export function PodCard({ box, pod, frame, font, acting, lit, hidesStatus, selected, onFollow }: PodCardProps) {
  const containers = containerViews(frame, pod, hidesStatus);
  const printed = printedStatus(pod);
  const bad =
    containers.some(({ state, kind }) => kind !== 'ephemeral' && (state === 'failed' || state === 'back-off')) ||
    pod.status?.phase === 'Failed';
  const ink = bad ? styles.failed : acting ? styles.acting : lit ? styles.lit : styles.podDim;
  const label = `Pod ${pod.metadata.name}, ${containers.map(({ word }) => word).join(', ')}${hidesStatus ? '' : `, STATUS ${printed.status}`}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG group cannot be a button
    <g
      className={ink}
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-selected={selected}
      onClick={onFollow}
      onKeyDown={(event) => event.key === 'Enter' && onFollow()}
    >
      <title>{label}</title>
      <rect className={styles.pod} {...box} rx="10" />
      {box.height < 60 ? (
        <SmallCard box={box} pod={pod} containers={containers} status={hidesStatus ? '' : printed.status} />
      ) : (
        <>
          <Head box={box} pod={pod} frame={frame} font={font} />
          <Containers box={box} containers={containers} font={font} />
          {box.height >= 100 && font < 16 && (
            <StatusLine
              box={box}
              text={
                widthOf(`${printed.ready}  ${printed.status}`, 12.5, 'mono') < box.width - 22
                  ? `${printed.ready}  ${printed.status}`
                  : printed.status
              }
              hidden={hidesStatus}
            />
          )}
        </>
      )}
    </g>
  );
}

function Head({
  box,
  pod,
  frame,
  font,
}: {
  readonly box: Box;
  readonly pod: Pod;
  readonly frame: Frame;
  readonly font: number;
}) {
  const ip =
    [...frame.facts(pod.metadata.uid).values()].find((fact) => fact.ip !== undefined)?.ip ?? pod.status?.podIP ?? '';
  const small = Math.max(12, font - 2);
  const wide = box.width - 24 - widthOf(ip, 12, 'mono') - 6;
  // Where the address leaves too little for the name, the name is what people look for.
  const showsIp = font < 16 && ip !== '' && widthOf(shortName(pod.metadata.name, 14), font, 'bold') <= wide;
  const room = showsIp ? wide : box.width - 24;
  return (
    <>
      <text className={styles.name} x={box.x + 11} y={box.y + font + 6} style={{ fontSize: font }}>
        {fittedMiddle(shortName(pod.metadata.name, Math.max(8, Math.floor(room / (font * 0.56)))), room, font)}
      </text>
      {showsIp && (
        <text
          className={styles.monoLine}
          x={box.x + box.width - 10}
          y={box.y + font + 6}
          textAnchor="end"
          style={{ fontSize: small }}
        >
          {ip}
        </text>
      )}
      {pod.metadata.deletionTimestamp !== undefined && (
        <path className={styles.leaving} d={`M${box.x + box.width / 2 - 5},${box.y + 10}l5,5l5,-5`} />
      )}
    </>
  );
}

function Containers({
  box,
  containers,
  font,
}: {
  readonly box: Box;
  readonly containers: readonly ContainerView[];
  readonly font: number;
}) {
  const y = box.y + font + 16;
  const size = font > 16 ? 34 : 26;
  // What somebody put there to look around says nothing of how the Pod is.
  const own = containers.filter(({ kind }) => kind !== 'ephemeral');
  const worst =
    own.find(({ state }) => state === 'failed' || state === 'back-off') ??
    own.find(({ state }) => state !== 'ready') ??
    own.find(({ kind }) => kind === 'main') ??
    own[0];
  const marks = containers.slice(0, 4);
  const textX = box.x + 11 + marks.length * (size + 5) + 4;
  const room = box.x + box.width - textX - 6;
  return (
    <>
      {marks.map(({ name, state, share }, place) => (
        <ContainerMark key={name} x={box.x + 11 + place * (size + 5)} y={y} size={size} state={state} share={share} />
      ))}
      <text className={styles.word} x={textX} y={y + (font > 16 ? 24 : 11)} style={{ fontSize: font > 16 ? 20 : 12.5 }}>
        {inRoom(worst?.word ?? '', room, font > 16 ? 20 : 12.5)}
      </text>
      {font < 16 && (
        <text className={styles.line} x={textX} y={y + 26}>
          {fitted(worst?.detail ?? '', room, 12)}
        </text>
      )}
    </>
  );
}

/** Where there is little room a shorter word says the same. */
function inRoom(word: string, room: number, size: number): string {
  const short = word
    .replace(/^container running$/, 'running')
    .replace(/^image pulled$/, 'pulled')
    .replace(/^sandbox ready$/, 'sandbox')
    .replace(/^pulling, /, '')
    .replace(/^exited with /, 'exit ');
  return widthOf(word, size, 'bold') <= room ? word : fitted(short, room, size, 'bold');
}

function SmallCard({
  box,
  pod,
  containers,
  status,
}: {
  readonly box: Box;
  readonly pod: Pod;
  readonly containers: readonly ContainerView[];
  readonly status: string;
}) {
  const first = containers.find(({ kind }) => kind !== 'ephemeral');
  const room = box.width - 40;
  const name = fittedMiddle(shortName(pod.metadata.name, 10), room * 0.55, 12.5);
  return (
    <>
      {first && <ContainerMark x={box.x + 8} y={box.y + 6} size={16} state={first.state} share={first.share} />}
      <text className={styles.name} x={box.x + 30} y={box.y + 18.5} style={{ fontSize: 12.5 }}>
        {name}
      </text>
      <text className={styles.line} x={box.x + box.width - 8} y={box.y + 18.5} textAnchor="end">
        {fitted(status, room - widthOf(name, 12.5, 'bold') * 1.15 - 8, 12)}
      </text>
    </>
  );
}

function StatusLine({ box, text, hidden }: { readonly box: Box; readonly text: string; readonly hidden: boolean }) {
  const y = box.y + 70;
  return (
    <>
      <path className={styles.hairline} d={`M${box.x + 11},${y - 5}H${box.x + box.width - 11}`} />
      <text className={styles.line} x={box.x + 11} y={y + 10}>
        {box.width > 172 ? 'STATUS, as kubectl prints it' : 'STATUS, as printed'}
      </text>
      {hidden ? (
        <rect className={styles.hidden} x={box.x + 11} y={y + 18} width={box.width - 22} height="16" rx="2" />
      ) : (
        <text className={styles.status} x={box.x + 11} y={y + 31}>
          {fitted(text, box.width - 22, 12.5, 'mono')}
        </text>
      )}
    </>
  );
}
