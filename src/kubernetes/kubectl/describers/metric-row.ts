import { at, type Fields, fieldsOf, textOf } from '../../api/fields.ts';
import { goQuote } from '../../api/go-text.ts';

const unknown = '<unknown>';

/**
 * What an autoscaler measures, and `current / target`; unknown as long as nothing has been measured.
 * Source: v1.35 kubectl pkg/describe/describe.go describeHorizontalPodAutoscalerV2
 */
export function metricRow(metric: Fields, measured: Fields | undefined): readonly string[] {
  const { type, external, pods, object, resource, containerResource } = metric;
  switch (type) {
    case 'External':
      return valueRow(goQuote(textOf(at(external, 'metric', 'name'))), external, measured?.external);
    case 'Pods': {
      const current = String(at(measured?.pods, 'current', 'averageValue') ?? unknown);
      const target = String(at(pods, 'target', 'averageValue') ?? '0');
      return [`${goQuote(textOf(at(pods, 'metric', 'name')))} on pods:`, `${current} / ${target}`];
    }
    case 'Object': {
      const { kind, name } = fieldsOf(at(object, 'describedObject'));
      const what = `"${textOf(at(object, 'metric', 'name'))}" on ${textOf(kind)}/${textOf(name)}`;
      return valueRow(what, object, measured?.object);
    }
    case 'Resource':
      return resourceRow(`resource ${textOf(at(resource, 'name'))} on pods`, resource, measured?.resource);
    case 'ContainerResource': {
      const { name, container } = fieldsOf(containerResource);
      const what = `resource ${textOf(name)} of container "${textOf(container)}" on pods`;
      return resourceRow(what, containerResource, measured?.containerResource);
    }
    default:
      return [`<unknown metric type ${goQuote(textOf(type))}>`];
  }
}

function valueRow(what: string, wanted: unknown, measured: unknown): readonly string[] {
  const average = at(wanted, 'target', 'averageValue');
  const field = average === undefined ? 'value' : 'averageValue';
  const current = String(at(measured, 'current', field) ?? unknown);
  const title = average === undefined ? '(target value):' : '(target average value):';
  return [`${what} ${title}`, `${current} / ${String(at(wanted, 'target', field) ?? '0')}`];
}

function resourceRow(what: string, wanted: unknown, measured: unknown): readonly string[] {
  const { averageValue, averageUtilization } = fieldsOf(at(wanted, 'target'));
  const now = fieldsOf(at(measured, 'current'));
  if (averageValue !== undefined)
    return [`${what}:`, `${String(now.averageValue ?? unknown)} / ${String(averageValue)}`];
  const current =
    now.averageUtilization === undefined
      ? unknown
      : `${String(now.averageUtilization)}% (${String(now.averageValue ?? '0')})`;
  const target = averageUtilization === undefined ? '<auto>' : `${String(averageUtilization)}%`;
  return [`${what}  (as a percentage of request):`, `${current} / ${target}`];
}
