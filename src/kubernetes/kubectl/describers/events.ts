import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { ask, success } from '../context.ts';
import type { DescribeContext } from './describer.ts';
import type { Description } from './description.ts';
import { since } from './times.ts';

/** The events about an object, at the end of its description. Source: v1.35 kubectl pkg/describe/describe.go DescribeEvents */
export function* writeEvents(out: Description, object: Fields, context: DescribeContext): Calls<void> {
  if (!context.showEvents) return;
  const events = yield* eventsAbout(object);
  if (events !== undefined) writeEventTable(out, events, context.now());
}

/** The rows, the latest last; those without a last time, such as the scheduler's, first. */
export function writeEventTable(out: Description, events: readonly Fields[], now: string): void {
  if (events.length === 0) {
    out.line(0, 'Events:', '<none>');
    return;
  }
  out.line(0, 'Events:');
  out.line(1, 'Type', 'Reason', 'Age', 'From', 'Message');
  out.line(1, '----', '------', '----', '----', '-------');
  for (const event of events.toSorted((a, b) => byText(textOf(a.lastTimestamp), textOf(b.lastTimestamp)))) {
    const from = textOf(at(event, 'source', 'component')) || textOf(event.reportingComponent);
    const path = textOf(at(event, 'involvedObject', 'fieldPath'));
    const message = `${path === '' ? '' : `${path}: `}${textOf(event.message).trim()}`;
    out.line(1, textOf(event.type), textOf(event.reason), interval(event, now), from, message);
  }
}

/**
 * The events that name an object, undefined where they cannot be read; of a Pod without asking for its kind.
 * What belongs to no namespace may have its events in any of them.
 * Source: describe.go searchEvents
 */
export function* eventsAbout(
  { kind, metadata }: Fields,
  uid: unknown = fieldsOf(metadata).uid,
): Calls<readonly Fields[] | undefined> {
  const { name, namespace } = fieldsOf(metadata);
  const where = textOf(namespace);
  const terms = [
    ...(kind === 'Pod' ? [] : [`involvedObject.kind=${textOf(kind)}`]),
    `involvedObject.name=${textOf(name)}`,
    `involvedObject.namespace=${where}`,
    `involvedObject.uid=${textOf(uid)}`,
  ];
  const query = `?fieldSelector=${encodeURIComponent(terms.join(','))}&limit=500`;
  const answer = yield* ask({
    verb: 'list',
    path: `/api/v1${where === '' ? '' : `/namespaces/${where}`}/events${query}`,
  });
  return success(answer) ? rowsOf(fieldsOf(answer.body).items) : undefined;
}

/** `38s (x4 over 2m29s)` for one that was seen again, else its age. */
export function interval(event: Fields, now: string): string {
  const first = since(textOf(event.eventTime) || event.firstTimestamp, now);
  const series = fieldsOf(event.series);
  if (event.series !== undefined && event.series !== null)
    return `${since(series.lastObservedTime, now)} (x${numberOf(series.count) ?? 0} over ${first})`;
  const count = numberOf(event.count) ?? 0;
  return count > 1 ? `${since(event.lastTimestamp, now)} (x${count} over ${first})` : first;
}
