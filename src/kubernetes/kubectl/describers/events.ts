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
  if (events === undefined) return;
  if (events.length === 0) {
    out.line(0, 'Events:', '<none>');
    return;
  }
  out.line(0, 'Events:');
  out.line(1, 'Type', 'Reason', 'Age', 'From', 'Message');
  out.line(1, '----', '------', '----', '----', '-------');
  const now = context.now();
  for (const event of events.toSorted((a, b) => byText(textOf(a.lastTimestamp), textOf(b.lastTimestamp)))) {
    const from = textOf(at(event, 'source', 'component')) || textOf(event.reportingComponent);
    const path = textOf(at(event, 'involvedObject', 'fieldPath'));
    const message = `${path === '' ? '' : `${path}: `}${textOf(event.message).trim()}`;
    out.line(1, textOf(event.type), textOf(event.reason), interval(event, now), from, message);
  }
}

function* eventsAbout({ kind, metadata }: Fields): Calls<readonly Fields[] | undefined> {
  const { name, namespace, uid } = fieldsOf(metadata);
  // What belongs to no namespace has its events in the default one.
  const where = textOf(namespace) || 'default';
  const terms = [
    `involvedObject.kind=${textOf(kind)}`,
    `involvedObject.name=${textOf(name)}`,
    ...(namespace === undefined ? [] : [`involvedObject.namespace=${textOf(namespace)}`]),
    `involvedObject.uid=${textOf(uid)}`,
  ];
  const query = `?fieldSelector=${encodeURIComponent(terms.join(','))}&limit=500`;
  const answer = yield* ask({ verb: 'list', path: `/api/v1/namespaces/${where}/events${query}` });
  return success(answer) ? rowsOf(fieldsOf(answer.body).items) : undefined;
}

/** `38s (x4 over 2m29s)` for one that was seen again, else its age. */
function interval(event: Fields, now: string): string {
  const first = since(textOf(event.eventTime) || event.firstTimestamp, now);
  const series = fieldsOf(event.series);
  if (event.series !== undefined && event.series !== null)
    return `${since(series.lastObservedTime, now)} (x${numberOf(series.count) ?? 0} over ${first})`;
  const count = numberOf(event.count) ?? 0;
  return count > 1 ? `${since(event.lastTimestamp, now)} (x${count} over ${first})` : first;
}
