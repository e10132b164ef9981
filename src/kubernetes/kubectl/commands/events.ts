import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourceForKind, resourceNamed } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { interval } from '../describers/events.ts';
import { type Arguments, flag, flagList, isOn } from '../flags.ts';
import { printObjects } from '../output.ts';
import { layOut } from '../printers/table.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { listPages } from './list-pages.ts';

/** The events of a Namespace, by time. Source: v1.35 kubectl pkg/cmd/events/events.go */
export const events: Command = {
  name: 'events',
  flags: {
    'all-namespaces': 'switch',
    for: 'value',
    types: 'list',
    'no-headers': 'switch',
    output: 'value',
    watch: 'switch',
    'chunk-size': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const about = subjectOf(flag(args, 'for'));
    const types = flagList(args, 'types').map((type) => type.toLowerCase());
    const problem = 'problem' in about ? about.problem : typeProblem(types);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const everywhere = isOn(args, 'all-namespaces');
    const namespace = everywhere ? '' : `/namespaces/${namespaceOf(args)}`;
    const fields = 'fields' in about ? `fieldSelector=${encodeURIComponent(about.fields)}&` : '';
    const wanted = (event: Fields): boolean => types.length === 0 || types.includes(textOf(event.type).toLowerCase());
    if (isOn(args, 'watch')) {
      yield* ask({
        verb: 'watch',
        path: `/api/v1${namespace}/events?${fields}limit=500&watch=true`,
        streams: true,
        until: ({ type, object }) => {
          const event = fieldsOf(object);
          if (type !== 'DELETED' && wanted(event)) print(report, args, [event], context.now());
          return false;
        },
      });
      return report.outcome();
    }
    const answer = yield* listPages(`/api/v1${namespace}/events?${fields}limit=500`);
    if (!success(answer)) {
      report.fail(errorOf(answer));
      return report.outcome();
    }
    const found = rowsOf(fieldsOf(answer.body).items).filter(wanted);
    if (found.length > 0)
      print(
        report,
        args,
        found.toSorted((a, b) => byText(lastSeen(a), lastSeen(b))),
        context.now(),
      );
    else report.tell(everywhere ? 'No events found.' : `No events found in ${namespaceOf(args)} namespace.`);
    return report.outcome();
  },
};

type Subject = { readonly fields: string } | { readonly problem: string } | Record<string, never>;

/** `--for pod/web`: events about one object. */
function subjectOf(text: string | undefined): Subject {
  if (text === undefined || text === '') return {};
  const [kind = '', name, ...more] = text.split('/');
  if (name === undefined) return { problem: '--for must be in resource/name form' };
  if (more.length > 0) return { problem: 'arguments in resource/name form may not have more than one slash' };
  const resource: Resource | undefined = resourceNamed(kind);
  if (resource === undefined) return { problem: `no matches for /, Resource=${kind}` };
  return { fields: `involvedObject.kind=${resource.kind},involvedObject.name=${name}` };
}

const typeProblem = (types: readonly string[]): string | undefined =>
  types.every((type) => type === 'normal' || type === 'warning') ? undefined : 'valid --types are Normal or Warning';

/** To the microsecond where the event says it so; both forms compare as texts. */
function lastSeen(event: Fields): string {
  const at = fieldsOf(event.series).lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
  return textOf(at).replace('Z', '');
}

function print(report: Report, args: Arguments, list: readonly Fields[], now: string): void {
  const resource = resourceForKind('v1', 'Event');
  if (flag(args, 'output') !== undefined && resource !== undefined) {
    const objects = list.map((event) => ({ apiVersion: 'v1', kind: 'Event', ...event }));
    printObjects(report, args, [{ resource, objects }], false, now);
    return;
  }
  const everywhere = isOn(args, 'all-namespaces');
  const rows = list.map((event) => {
    const { kind, name } = fieldsOf(event.involvedObject);
    return [
      ...(everywhere ? [textOf(at(event, 'metadata', 'namespace'))] : []),
      interval(event, now),
      textOf(event.type),
      textOf(event.reason),
      `${textOf(kind)}/${textOf(name)}`,
      textOf(event.message).trim(),
    ];
  });
  const columns = [...(everywhere ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  report.write(layOut({ columns, rows }, !isOn(args, 'no-headers')));
}
