import { at, type Fields, fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { ageOf } from './ages.ts';
import { type KindPrinter, nameOf } from './kind-printer.ts';

/** When an event was seen first and last: the scheduler's have an eventTime only. */
export function seenOf(event: Fields): { readonly first: string; readonly last: string; readonly count: number } {
  const eventTime = textOf(event.eventTime);
  const first = textOf(event.firstTimestamp) || textOf(event.deprecatedFirstTimestamp) || eventTime;
  const last =
    textOf(at(event, 'series', 'lastObservedTime')) ||
    textOf(event.lastTimestamp) ||
    textOf(event.deprecatedLastTimestamp) ||
    first;
  return { first, last, count: numberOf(at(event, 'series', 'count')) ?? numberOf(event.count) ?? 1 };
}

const involved = (event: Fields) => fieldsOf(event.involvedObject ?? event.regarding);

/** Source: v1.35 pkg/printers/internalversion/printers.go printEvent */
export const eventPrinter: KindPrinter = {
  columns: [
    'LAST SEEN',
    'TYPE',
    'REASON',
    'OBJECT',
    '+SUBOBJECT',
    '+SOURCE',
    'MESSAGE',
    '+FIRST SEEN',
    '+COUNT',
    '+NAME',
  ],
  row: (event, now) => {
    const { first, last, count } = seenOf(event);
    const component =
      textOf(at(event, 'source', 'component')) || textOf(event.reportingComponent) || textOf(event.reportingController);
    const host = textOf(at(event, 'source', 'host')) || textOf(event.reportingInstance);
    return [
      ageOf(last, now),
      textOf(event.type),
      textOf(event.reason),
      `${textOf(involved(event).kind).toLowerCase()}/${textOf(involved(event).name)}`,
      textOf(involved(event).fieldPath),
      host === '' ? component : `${component}, ${host}`,
      (textOf(event.message) || textOf(event.note)).trim(),
      ageOf(first, now),
      String(count),
      nameOf(event),
    ];
  },
};
