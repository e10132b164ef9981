import type { EndpointSlice, Service } from '../../kubernetes/api/types.ts';
import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import { fitted } from '../fit-text.ts';
import styles from './cluster-map.module.css';
import { bottom, centre, type MapGeometry, slotBox } from './geometry.ts';
import { columnOf, servicePoint } from './paths.ts';
import type { PodPlace } from './pod-places.ts';

interface ServiceLineProps {
  readonly geometry: MapGeometry;
  readonly story: Story;
  readonly frame: Frame;
  readonly places: ReadonlyMap<string, PodPlace>;
  readonly empty: string;
}

/** The Service as a bar with a line to each ready endpoint. */
export function ServiceLine({ geometry, story, frame, places, empty }: ServiceLineProps) {
  const { service, metrics } = geometry;
  const found = serviceOf(frame);
  const size = metrics.font > 16 ? 20 : 12.5;
  const ready = found ? readyEndpoints(frame, found.metadata.name, places) : [];
  const served = servedBy(story, frame);
  const total = [...served.values()].reduce((sum, count) => sum + count, 0);
  const title = found ? `Service ${found.metadata.name} ${found.spec?.clusterIP ?? ''}${port(found)}` : empty;
  return (
    <>
      <rect className={found ? styles.service : styles.serviceNone} {...service} rx="4" />
      <text
        className={found ? styles.serviceName : styles.line}
        x={service.x + 12}
        y={centre(service) + 4.5}
        style={{ fontSize: size }}
      >
        {fitted(title, service.width - 20, size, found ? 'bold' : 'sans')}
      </text>
      {ready.map((place) => {
        const column = columnOf(geometry, place.node);
        const box = column && slotBox(column, place.slot);
        if (!box) return null;
        const x = servicePoint(box);
        const count = served.get(place.key.slice('pods/'.length)) ?? 0;
        return (
          <g key={place.uid}>
            <path className={styles.endpoint} d={`M${x},${bottom(box)}V${service.y}`} />
            <circle className={styles.dot} cx={x} cy={bottom(box)} r="3" />
            <circle className={styles.dot} cx={x} cy={service.y} r="3" />
            {total > 0 && metrics.font < 16 && (
              <text className={styles.line} x={x - 8} y={service.y - 6} textAnchor="end">
                {count} of {total}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

const port = ({ spec }: Service) => (spec?.ports?.[0] ? `:${spec.ports[0].port}` : '');

/** The Service of the run: the first one that is not the API server's own. */
function serviceOf(frame: Frame): Service | undefined {
  return (frame.list('services') as readonly Service[]).find(
    ({ metadata }) => metadata.name !== 'kubernetes' && metadata.namespace !== 'kube-system',
  );
}

function readyEndpoints(frame: Frame, service: string, places: ReadonlyMap<string, PodPlace>): PodPlace[] {
  const slices = (frame.list('endpointslices') as readonly EndpointSlice[]).filter(
    ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service,
  );
  const uids = slices.flatMap(({ endpoints }) =>
    (endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false)
      .map(({ targetRef }) => targetRef?.uid ?? ''),
  );
  return uids.map((uid) => places.get(uid)).filter((place) => place !== undefined);
}

/** Requests that each Pod answered so far, by `namespace/name`. */
function servedBy({ facts }: Story, frame: Frame): ReadonlyMap<string, number> {
  const served = new Map<string, number>();
  for (const { body, receivedAt } of facts.traffic) {
    if (body.type !== 'traffic' || body.pod === undefined || receivedAt > frame.at || body.outcome !== 'answered')
      continue;
    served.set(body.pod, (served.get(body.pod) ?? 0) + 1);
  }
  return served;
}
