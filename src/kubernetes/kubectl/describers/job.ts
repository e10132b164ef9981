import { type Fields, fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { humanDuration } from '../printers/ages.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { writeOwner } from './pod.ts';
import { writePodTemplate } from './pod-template.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeJob */
export const describeJob: Describer = function* (job, context) {
  const out = new Description();
  const { name, namespace, labels, annotations } = fieldsOf(job.metadata);
  const spec = fieldsOf(job.spec);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'Selector:', selectorWords(spec.selector));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  writeOwner(out, job.metadata);
  writeLimits(out, spec);
  writeProgress(out, spec, fieldsOf(job.status));
  writePodTemplate(out, spec.template);
  yield* writeEvents(out, job, context);
  return out.toString();
};

/** A Job that the controller has not seen yet has none. */
const selectorWords = (selector: unknown): string =>
  selector === undefined ? '' : formatSelector(selector as LabelSelector);

function writeLimits(out: Description, spec: Fields): void {
  const given = (title: string, field: string): void => {
    if (spec[field] !== undefined) out.line(0, `${title}:`, String(spec[field]));
  };
  given('Parallelism', 'parallelism');
  out.line(0, 'Completions:', String(spec.completions ?? '<unset>'));
  given('Completion Mode', 'completionMode');
  given('Suspend', 'suspend');
  given('Backoff Limit', 'backoffLimit');
  given('TTL Seconds After Finished', 'ttlSecondsAfterFinished');
}

function writeProgress(out: Description, spec: Fields, status: Fields): void {
  const { startTime, completionTime, ready, completedIndexes } = status;
  if (startTime !== undefined) out.line(0, 'Start Time:', rfc1123(startTime));
  if (completionTime !== undefined) out.line(0, 'Completed At:', rfc1123(completionTime));
  if (startTime !== undefined && completionTime !== undefined)
    out.line(0, 'Duration:', humanDuration(Date.parse(textOf(completionTime)) - Date.parse(textOf(startTime))));
  const deadline = numberOf(spec.activeDeadlineSeconds);
  if (deadline !== undefined) out.line(0, 'Active Deadline Seconds:', `${deadline}s`);
  const count = (field: string): number => numberOf(status[field]) ?? 0;
  const active = `${count('active')} Active${ready === undefined ? '' : ` (${count('ready')} Ready)`}`;
  out.line(0, 'Pods Statuses:', `${active} / ${count('succeeded')} Succeeded / ${count('failed')} Failed`);
  if (spec.completionMode === 'Indexed') out.line(0, 'Completed Indexes:', indexWords(textOf(completedIndexes)));
}

/** Cut at the first comma from the 50th character on. Source: describe.go capIndexesListOrNone */
function indexWords(indexes: string): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', 50);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
