import { at, type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { ageOf, humanDuration } from './ages.ts';
import { age, type KindPrinter, nameOf, orNone, pairs } from './kind-printer.ts';

/** The kinds that make pods. Source: v1.35 pkg/printers/internalversion/printers.go */

const count = (object: Fields, ...path: readonly string[]) => String(numberOf(at(object, ...path)) ?? 0);

function containers(object: Fields, ...path: readonly string[]): readonly string[] {
  const list = rowsOf(at(object, ...path, 'spec', 'containers'));
  return [list.map(({ name }) => textOf(name)).join(','), list.map(({ image }) => textOf(image)).join(',')];
}

const selector = (object: Fields) => formatSelector(at(object, 'spec', 'selector') as LabelSelector | undefined);

export const deploymentPrinter: KindPrinter = {
  columns: ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE', '+CONTAINERS', '+IMAGES', '+SELECTOR'],
  row: (object, now) => [
    nameOf(object),
    `${count(object, 'status', 'readyReplicas')}/${count(object, 'spec', 'replicas')}`,
    count(object, 'status', 'updatedReplicas'),
    count(object, 'status', 'availableReplicas'),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selector(object),
  ],
};

const replicated = (selectorOf: (object: Fields) => string): KindPrinter => ({
  columns: ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE', '+CONTAINERS', '+IMAGES', '+SELECTOR'],
  row: (object, now) => [
    nameOf(object),
    count(object, 'spec', 'replicas'),
    count(object, 'status', 'replicas'),
    count(object, 'status', 'readyReplicas'),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selectorOf(object),
  ],
});

export const replicaSetPrinter = replicated(selector);
export const replicationControllerPrinter = replicated((object) => pairs(at(object, 'spec', 'selector')));

export const statefulSetPrinter: KindPrinter = {
  columns: ['NAME', 'READY', 'AGE', '+CONTAINERS', '+IMAGES'],
  row: (object, now) => [
    nameOf(object),
    `${count(object, 'status', 'readyReplicas')}/${count(object, 'spec', 'replicas')}`,
    age(object, now),
    ...containers(object, 'spec', 'template'),
  ],
};

export const daemonSetPrinter: KindPrinter = {
  columns: [
    'NAME',
    'DESIRED',
    'CURRENT',
    'READY',
    'UP-TO-DATE',
    'AVAILABLE',
    'NODE SELECTOR',
    'AGE',
    '+CONTAINERS',
    '+IMAGES',
    '+SELECTOR',
  ],
  row: (object, now) => [
    nameOf(object),
    count(object, 'status', 'desiredNumberScheduled'),
    count(object, 'status', 'currentNumberScheduled'),
    count(object, 'status', 'numberReady'),
    count(object, 'status', 'updatedNumberScheduled'),
    count(object, 'status', 'numberAvailable'),
    pairs(at(object, 'spec', 'template', 'spec', 'nodeSelector')),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selector(object),
  ],
};

function jobStatus(job: Fields): string {
  const is = (type: string) =>
    rowsOf(at(job, 'status', 'conditions')).some((each) => each.type === type && each.status === 'True');
  if (is('Complete')) return 'Complete';
  if (is('Failed')) return 'Failed';
  if (job.metadata !== undefined && fieldsOf(job.metadata).deletionTimestamp !== undefined) return 'Terminating';
  if (is('Suspended')) return 'Suspended';
  return is('FailureTarget') ? 'FailureTarget' : is('SuccessCriteriaMet') ? 'SuccessCriteriaMet' : 'Running';
}

function completions(job: Fields): string {
  const wanted = numberOf(at(job, 'spec', 'completions'));
  const done = count(job, 'status', 'succeeded');
  if (wanted !== undefined) return `${done}/${wanted}`;
  const parallel = numberOf(at(job, 'spec', 'parallelism')) ?? 0;
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

/** A Job that failed has no end, so its duration goes on. */
function jobDuration(job: Fields, now: string): string {
  const start = textOf(at(job, 'status', 'startTime'));
  if (start === '') return '';
  const end = textOf(at(job, 'status', 'completionTime')) || now;
  return humanDuration(Date.parse(end) - Date.parse(start));
}

export const jobPrinter: KindPrinter = {
  columns: ['NAME', 'STATUS', 'COMPLETIONS', 'DURATION', 'AGE', '+CONTAINERS', '+IMAGES', '+SELECTOR'],
  row: (object, now) => [
    nameOf(object),
    jobStatus(object),
    completions(object),
    jobDuration(object, now),
    age(object, now),
    ...containers(object, 'spec', 'template'),
    selector(object),
  ],
};

export const cronJobPrinter: KindPrinter = {
  columns: [
    'NAME',
    'SCHEDULE',
    'TIMEZONE',
    'SUSPEND',
    'ACTIVE',
    'LAST SCHEDULE',
    'AGE',
    '+CONTAINERS',
    '+IMAGES',
    '+SELECTOR',
  ],
  row: (object, now) => {
    const last = at(object, 'status', 'lastScheduleTime');
    return [
      nameOf(object),
      textOf(at(object, 'spec', 'schedule')),
      orNone(at(object, 'spec', 'timeZone')),
      at(object, 'spec', 'suspend') === true ? 'True' : 'False',
      String(listOf(at(object, 'status', 'active')).length),
      last === undefined ? '<none>' : ageOf(last, now),
      age(object, now),
      ...containers(object, 'spec', 'jobTemplate', 'spec', 'template'),
      selector(fieldsOf(at(object, 'spec', 'jobTemplate'))),
    ];
  },
};

export const controllerRevisionPrinter: KindPrinter = {
  columns: ['NAME', 'CONTROLLER', 'REVISION', 'AGE'],
  row: (object, now) => {
    const owner = rowsOf(at(object, 'metadata', 'ownerReferences')).find((each) => each.controller === true);
    const group = textOf(owner?.apiVersion).split('/')[0];
    return [
      nameOf(object),
      owner === undefined ? '<none>' : `${textOf(owner.kind).toLowerCase()}.${group}/${textOf(owner.name)}`,
      String(object.revision ?? 0),
      age(object, now),
    ];
  },
};

export const podTemplatePrinter: KindPrinter = {
  columns: ['NAME', 'CONTAINERS', 'IMAGES', 'POD LABELS'],
  row: (object) => [
    nameOf(object),
    ...containers(object, 'template'),
    pairs(at(object, 'template', 'metadata', 'labels')),
  ],
};

/** What stands behind `--subresource=scale`. */
export const scalePrinter: KindPrinter = {
  columns: ['NAME', 'DESIRED', 'AVAILABLE', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    count(object, 'spec', 'replicas'),
    count(object, 'status', 'replicas'),
    age(object, now),
  ],
};
