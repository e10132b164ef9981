import { at, isFields, listOf } from '../../kubernetes/api/fields.ts';
import { millisOf, rfc3339 } from '../../kubernetes/api/times.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';

/** Times as the API writes them. */
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Whoever writes a year like that means no moment at which kubectl was run. */
const farAway = 200 * 365 * 86_400_000;

/**
 * The objects with all of their times as much earlier as it takes for the latest to lie before time zero: virtual time
 * begins at one moment whenever kubectl printed them, and an age below zero is none. Their order and the time between
 * them stay, so whatever goes by the older Pod goes by the same one. Nothing changes where all of it is past already.
 */
export function beforeTheRun(objects: readonly Manifest[]): readonly Manifest[] {
  const latest = objects.reduce((sofar, object) => Math.max(sofar, ...timesOf(object)), 0);
  return latest === 0 ? objects : objects.map((object) => earlier(object, latest));
}

/** When it was made, and when its conditions were last heard of. */
function timesOf({ metadata, status }: Manifest): readonly number[] {
  const conditions = isFields(status) ? listOf(status['conditions']) : [];
  const told = conditions.flatMap((each) => [at(each, 'lastHeartbeatTime'), at(each, 'lastTransitionTime')]);
  return [metadata?.creationTimestamp, ...told].flatMap((text) => {
    const ms = typeof text === 'string' && time.test(text) ? millisOf(text) : undefined;
    return ms === undefined || ms > farAway ? [] : [ms];
  });
}

/** Times stand in metadata, in the status, and on taints; a label that looks like one is none. */
function earlier(object: Manifest, by: number): Manifest {
  const { metadata = {}, status, spec } = object;
  const moved = (value: unknown): unknown => {
    if (typeof value === 'string') return time.test(value) ? rfc3339((millisOf(value) ?? 0) - by) : value;
    if (Array.isArray(value)) return value.map(moved);
    if (!isFields(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, moved(item)]));
  };
  const { creationTimestamp, deletionTimestamp } = metadata;
  const taints =
    isFields(spec) && Array.isArray(spec['taints']) ? { spec: { ...spec, taints: moved(spec['taints']) } } : {};
  return {
    ...object,
    ...taints,
    metadata: {
      ...metadata,
      ...(creationTimestamp === undefined ? {} : { creationTimestamp: moved(creationTimestamp) }),
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp: moved(deletionTimestamp) }),
    },
    ...(status === undefined ? {} : { status: moved(status) }),
  } as Manifest;
}
