import { type KeyboardEvent, memo, useMemo } from 'react';
import type { Node } from '../../kubernetes/api/types.ts';
import type { Classified } from '../../story/classify.ts';
import { type Level, shownAt } from '../../story/level.ts';
import { shareOfFlight, showingAt } from '../../story/pacing.ts';
import { type StationLines, stationLines } from '../../story/station-lines.ts';
import type { Story } from '../../story/tell.ts';
import { laneOf, nodeOf } from '../../trace/address.ts';
import type { Frame } from '../../trace/frame.ts';
import { type Attention, attentionAt } from './attention.ts';
import styles from './cluster-map.module.css';
import type { ClusterMapProps } from './cluster-map-props.ts';
import { gaugesOf } from './gauges.ts';
import { type MapGeometry, mapGeometry } from './geometry.ts';
import { MovingMark } from './moving-mark.tsx';
import { NodeCells } from './node-cells.tsx';
import { NodeColumn } from './node-column.tsx';
import { wayOf } from './paths.ts';
import { PodLayer } from './pod-layer.tsx';
import { podPlaces } from './pod-places.ts';
import { RecordPill } from './record-pill.tsx';
import { requestInside } from './requests-inside.ts';
import { ServiceLine } from './service-line.tsx';
import { type Ink, Station } from './station.tsx';
import { type Emphasis, Tracks } from './tracks.tsx';
import { Trunk } from './trunk.tsx';

/** The cluster as a railway: every moving mark is a message of the trace. */
export const ClusterMap = memo(function ClusterMap(props: ClusterMapProps) {
  const { story, frame, size, presenting, level } = props;
  const pods = useMemo(() => podPlaces(story.index), [story]);
  const places = useMemo(() => new Map(pods.places.map((place) => [place.uid, place])), [pods]);
  const nodes = story.index.trace.nodes;
  const geometry = useMemo(() => mapGeometry(size, nodes, pods, presenting), [size, nodes, pods, presenting]);
  const flying = flyingAt(story, frame, level);
  const attention = attentionAt(
    story,
    frame,
    flying.map(({ message }) => message),
  );
  const ink = inkOf(attention, props.dim);
  const lines = stationLines(story, frame, level);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg
      className={styles.map}
      width={size.width}
      height={size.height}
      role="group"
      aria-label="Cluster map. Arrows go through its Pods"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a drawing that is moved through by arrow keys
      tabIndex={0}
      onKeyDown={throughPods}
    >
      <Ground geometry={geometry} />
      <Tracks geometry={geometry} emphasis={emphasisOf(story, geometry, places, attention, props.dim)} />
      <ControlPlane story={story} frame={frame} geometry={geometry} ink={ink} level={level} lines={lines} />
      <Nodes story={story} frame={frame} geometry={geometry} ink={ink} attention={attention} slots={pods.slots} />
      <ServiceLine geometry={geometry} story={story} frame={frame} places={places} empty={lines.service} />
      <PodLayer {...props} geometry={geometry} pods={pods} attention={attention} />
      <g className={styles.flyers}>
        {flying.map((told) => {
          const way = wayOf(geometry, places, told.message);
          if (!way) return null;
          const share = props.still
            ? 1
            : shareOfFlight(showingAt(story.showings, level, told.message), frame.at, props.pacing);
          return (
            <MovingMark
              key={told.message.id}
              told={told}
              way={way}
              share={share}
              label={flying.length <= 2 && !presenting}
            />
          );
        })}
      </g>
    </svg>
  );
});

/** The map is one tab stop; arrows go from Pod to Pod inside it. */
function throughPods(event: KeyboardEvent<SVGSVGElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const pods = [...event.currentTarget.querySelectorAll<SVGGElement>('[role="button"]')];
  if (step === undefined || pods.length === 0) return;
  const at = pods.indexOf(document.activeElement as SVGGElement);
  pods[at < 0 ? 0 : Math.min(Math.max(at + step, 0), pods.length - 1)]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

function flyingAt({ classes, rows, showings }: Story, frame: Frame, level: Level): readonly Classified[] {
  if (level === 'story') {
    const near = rows.filter(({ at, until }) => at < frame.at && until > frame.at);
    return near
      .flatMap(({ messages }) => messages)
      .filter(({ message }) => {
        const { from, to } = showingAt(showings, level, message);
        return from < frame.at && to > frame.at;
      });
  }
  return frame
    .inFlight()
    .map(({ id }) => classes.get(id))
    .filter((told) => told !== undefined)
    .filter((told) => shownAt(told.level, level));
}

function inkOf({ lit, acting }: Attention, dim: boolean): (lane: string) => Ink {
  return (lane) => (acting.has(lane) ? 'acting' : lit.has(lane) || !dim ? 'lit' : 'dim');
}

function emphasisOf(
  story: Story,
  geometry: MapGeometry,
  places: Parameters<typeof wayOf>[1],
  { sent, stop }: Attention,
  dim: boolean,
): (track: string) => Emphasis {
  const tracks = new Map<string, Emphasis>();
  for (const [place, message] of sent.entries()) {
    const way = wayOf(geometry, places, message);
    if (!way) continue;
    const failed = story.classes.get(message.id)?.failed ?? false;
    const body = message.body;
    if (body.type === 'cri-call' && /Container$/.test(body.call))
      tracks.set(`${nodeOf(message.from)}/container`, 'path');
    tracks.set(way.track, failed ? 'failed' : place === 0 && sent.length > 1 ? 'opened' : 'path');
  }
  for (const { message } of stop?.messages ?? []) {
    if (message.body.type === 'cri-call' && message.body.call === 'PullImage' && sent.includes(message)) {
      const node = laneOf(message.from).split('/')[0];
      const failed = story.index.answerOf.get(message.id)?.body;
      tracks.set(
        `${node}/registry`,
        failed?.type === 'cri-answer' && failed.error && sent.some(({ answers }) => answers === message.id)
          ? 'failed'
          : 'opened',
      );
    }
  }
  return (track) => tracks.get(track) ?? (dim && sent.length > 0 ? 'dim' : 'plain');
}

function Ground({ geometry: { region, client, service, metrics, kubectl } }: { readonly geometry: MapGeometry }) {
  const size = metrics.font > 16 ? 20 : 12;
  return (
    <>
      <rect className={styles.region} {...region} rx="6" />
      <text className={styles.line} x={region.x + 12} y={metrics.font > 16 ? 30 : 29} style={{ fontSize: size }}>
        control plane
      </text>
      <text className={styles.line} x={kubectl.x} y={metrics.font > 16 ? 30 : 29} style={{ fontSize: size }}>
        outside
      </text>
      <path
        className={styles.clientTrack}
        d={`M${client.x + client.width},${service.y + service.height / 2}H${service.x}`}
      />
    </>
  );
}

/** A phone has room for one word, and for none in the control plane. */
function phoneLines(lines: StationLines): Partial<StationLines> {
  const { kubectl, registry, apiserver } = lines;
  return { apiserver, kubectl: kubectl.split(' ').at(-1) ?? '', registry: registry.replace(' sent', '') };
}

interface PartProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly geometry: MapGeometry;
  readonly ink: (lane: string) => Ink;
}

function ControlPlane({
  story,
  frame,
  geometry,
  ink,
  level,
  lines: all,
}: PartProps & { readonly level: Level; readonly lines: StationLines }) {
  const { metrics, etcd, controllers, scheduler, trunk, kubectl, registry, client } = geometry;
  const { font, kind } = metrics;
  const lines = kind === 'phone' ? phoneLines(all) : all;
  const short = kind === 'phone' || kind === 'presenter';
  const pulling = frame.index.trace.facts.length > 0 && ink('registry') !== 'dim';
  return (
    <>
      <Station box={kubectl} name="kubectl" line={lines.kubectl} ink={ink('kubectl')} font={font} />
      <Station box={etcd} name="etcd" line={lines.etcd} ink={ink('etcd')} font={font} mono />
      <RecordPill box={etcd} frame={frame} story={story} font={font} />
      <Station
        box={controllers}
        name={short ? 'controllers' : controllers.width < 178 ? 'controller-manager' : 'kube-controller-manager'}
        line={lines.controllers}
        ink={ink('kube-controller-manager')}
        font={font}
      />
      <Station
        box={scheduler}
        name={kind === 'phone' ? 'scheduler' : 'kube-scheduler'}
        line={lines.scheduler}
        ink={ink('kube-scheduler')}
        font={font}
      />
      <Trunk
        box={trunk}
        ink={ink('kube-apiserver')}
        line={lines.apiserver ?? ''}
        inside={requestInside(story, frame, level)}
        font={font > 16 ? 25 : 15}
      />
      <Station
        box={registry}
        name="registry"
        line={lines.registry}
        ink={pulling ? 'lit' : ink('registry')}
        font={font}
      />
      <Station box={client} name="client" ink={ink('client')} font={font} />
    </>
  );
}

function Nodes({
  story,
  frame,
  geometry,
  ink,
  attention,
  slots,
}: PartProps & { readonly attention: Attention; readonly slots: ReadonlyMap<string, number> }) {
  const gauges = gaugesOf(frame);
  const here = new Map<string, number>();
  for (const pod of frame.pods())
    if (pod.spec.nodeName) here.set(pod.spec.nodeName, (here.get(pod.spec.nodeName) ?? 0) + 1);
  const notReady = new Set(
    (frame.list('nodes') as readonly Node[])
      .filter((node) => node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status !== 'True'))
      .map(({ metadata }) => metadata.name),
  );
  return (
    <>
      {geometry.columns.map((column) => (
        <NodeColumn
          key={column.node}
          column={column}
          metrics={geometry.metrics}
          ink={(process) => ink(`${column.node}/${process}`)}
          lit={attention.nodes.has(column.node)}
          gauge={gauges.get(column.node)}
          empty={(here.get(column.node) ?? 0) === 0}
          more={Math.max(0, (slots.get(column.node) ?? 0) - column.drawn)}
          notReady={notReady.has(column.node)}
        />
      ))}
      {geometry.cells && <NodeCells cells={geometry.cells} gauges={gauges} failing={notReady} lit={attention.nodes} />}
      {geometry.leftOut.length > 0 && (
        <text className={styles.line} x={geometry.service.x} y={geometry.service.y - 12}>
          {geometry.leftOut.length <= 2
            ? `${geometry.leftOut.join(' and ')}: not shown here`
            : `${geometry.leftOut.length} more nodes of ${story.index.trace.nodes.length}`}
        </text>
      )}
    </>
  );
}
