import { readFileSync } from 'node:fs';
import type { KubeEvent, Pod } from '../../src/kubernetes/api/types.ts';
import { printedStatus } from '../../src/kubernetes/kubectl/printers/pod-status.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { auditLog } from '../../src/trace/audit-log.ts';
import type { Trace } from '../../src/trace/trace.ts';

interface AuditRow {
  readonly ms: number;
  readonly verb: string;
  readonly resource: string | null;
  readonly subresource: string | null;
  readonly namespace: string | null;
  readonly code: number;
  readonly user: string;
  readonly userAgent: string | null;
}

/** What a real kubelet and containerd did, as far as it is compared. */
export interface Recording {
  readonly title: string;
  readonly manifests: readonly { readonly file: string; readonly text: string }[];
  readonly steps: readonly { readonly t: number; readonly command: string; readonly returnedAt: number | null }[];
  readonly audit: readonly AuditRow[];
  readonly podWatch: readonly {
    readonly t: number;
    readonly name: string;
    readonly printed: Readonly<Record<'READY' | 'STATUS', string>>;
  }[];
  readonly events: readonly {
    readonly t: number;
    readonly type: string;
    readonly reason: string;
    readonly message: string;
    readonly object: string | null;
  }[];
}

export const recording = (name: string): Recording =>
  JSON.parse(readFileSync(new URL(`../fixtures/recordings/${name}.json`, import.meta.url), 'utf8')) as Recording;

/** The same commands at the same times, on a node like the one of the recording. */
export function scenarioOf(recorded: Recording, seed = 1): Scenario {
  const images = [
    ...new Set(
      recorded.manifests.flatMap(({ text }) =>
        [...text.matchAll(/image: "?([^\s"},]+)/g)].map(([, image]) => image ?? ''),
      ),
    ),
  ];
  const said = (message: string): boolean => recorded.events.some((event) => event.message === message);
  const present = images.filter(
    (image) =>
      !said(`Pulling image "${image}"`) &&
      recorded.events.some(({ message }) => message.startsWith(`Container image "${image}" already present`)),
  );
  const missing = images.filter((image) =>
    recorded.events.some(({ message }) => message.includes(`pull image "${image}"`) && message.includes('not found')),
  );
  const end =
    Math.max(
      ...recorded.podWatch.map(({ t }) => t),
      ...recorded.events.map(({ t }) => t),
      ...recorded.steps.map(({ t, returnedAt }) => returnedAt ?? t),
    ) + 2;
  const spec = {
    seed,
    until: `${Math.ceil(end)}s`,
    cluster: {
      nodes: [{ name: 'worker-1', capacity: { cpu: '2', memory: '25171656704', pods: '110' }, images: present }],
      images: missing.map((name) => ({ name, pull: { error: 'not-found' } })),
    },
    files: Object.fromEntries(recorded.manifests.map(({ file, text }) => [file, text])),
    actions: recorded.steps.map(({ t, command }) => ({
      at: `${Math.round(t * 1000)}ms`,
      kubectl: command.replace(/^kubectl /, ''),
    })),
  };
  const read = readScenario(
    JSON.stringify({ apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata: { name: 'recorded' }, spec }),
    'recorded.yaml',
  );
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return read.scenario;
}

/** A recording that deletes a Pod by its random name: ours has another name, which a first run tells. */
export function withOurNames(recorded: Recording): Recording {
  const theirs = [...new Set(recorded.podWatch.map(({ name }) => name))];
  const ours = [...new Set(podsOf(simulate(scenarioOf(recorded))).map(({ pod }) => pod.metadata.name))];
  const steps = recorded.steps.map((step) => ({
    ...step,
    command: theirs.reduce((command, name, i) => command.replace(name, ours[i] ?? name), step.command),
  }));
  return { ...recorded, steps };
}

/** Names, ids and times that differ from run to run. */
const settled = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UID')
    .replace(
      /in [\d.]+m?s \([\d.]+m?s including waiting\)\. Image size: \d+ bytes/,
      'in T (T including waiting). Image size: N bytes',
    )
    .replace(/\d+\.\d+\.\d+\.\d+(:\d+)?/g, 'IP$1')
    .replace(/-[a-z0-9]{9,10}-[a-z0-9]{5}\b/g, '-HASH')
    .replace(/-[a-z0-9]{5}\b(?=[ "_(]|$)/g, '-RAND');

const podsOf = (trace: Trace): readonly { readonly at: number; readonly pod: Pod }[] =>
  trace.writes
    .filter(({ resource, operation }) => resource === 'pods' && operation !== 'delete')
    .map(({ at, object }) => ({ at, pod: object as Pod }));

/** The series of READY and STATUS of each Pod, repetitions left out: what `kubectl get pods -w` shows. */
function series(
  rows: readonly (readonly [name: string, shown: string])[],
): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const [name, shown] of rows) {
    const key = settled(name);
    const list = found.get(key) ?? [];
    if (list.at(-1) !== shown) list.push(shown);
    found.set(key, list);
  }
  return Object.fromEntries(found);
}

export const recordedSeries = ({ podWatch }: Recording) =>
  series(podWatch.map(({ name, printed }) => [name, `${printed.READY} ${printed.STATUS}`]));

export const ourSeries = (trace: Trace) =>
  series(
    podsOf(trace).map(({ pod }) => {
      const { ready, status } = printedStatus(pod);
      return [pod.metadata.name, `${ready} ${status}`];
    }),
  );

/** Each kind of event once, with its words. */
export function recordedEvents({ events, podWatch }: Recording): readonly string[] {
  const pods = new Set(podWatch.map(({ name }) => name));
  const about = events.filter(({ object }) => !/^Pod\//.test(object ?? '') || pods.has((object ?? '').slice(4)));
  return [...new Set(about.map(({ type, reason, message }) => `${type} ${reason} ${settled(message)}`))].sort();
}

export function ourEvents(trace: Trace): readonly string[] {
  const last = new Map(
    trace.writes
      .filter(({ resource, operation }) => resource === 'events' && operation !== 'delete')
      .map(({ key, object }) => [key, object as KubeEvent]),
  );
  const mine = [...last.values()].filter(({ involvedObject }) => involvedObject.namespace === 'default');
  return [...new Set(mine.map(({ type, reason, message }) => `${type} ${reason} ${settled(message ?? '')}`))].sort();
}

const component = (agent: string, user: string): string => {
  const known = /^(kubectl|kube-scheduler|kubelet|kube-apiserver)/.exec(agent)?.[1];
  return known ?? /serviceaccount:kube-system:([a-z-]+)/.exec(`${agent} ${user}`)?.[1] ?? agent.split('/')[0] ?? '';
};

const changing = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** Who changed what, with which answer: leases and what is outside the Namespace aside. */
export const recordedChanges = ({ audit }: Recording): readonly string[] =>
  audit
    .filter(
      ({ verb, resource, namespace }) =>
        changing.has(verb) && resource !== null && resource !== 'leases' && namespace === 'default',
    )
    .map(
      ({ verb, resource, subresource, code, user, userAgent }) =>
        `${component(userAgent ?? '', user)} ${verb} ${resource}${subresource === null ? '' : `/${subresource}`} ${code}`,
    );

export const ourChanges = (trace: Trace): readonly string[] =>
  auditLog(trace)
    .filter(
      ({ verb, objectRef }) =>
        changing.has(verb) && objectRef?.resource !== 'leases' && objectRef?.namespace === 'default',
    )
    .map(({ verb, objectRef, responseStatus, user, userAgent }) => {
      const sub = objectRef?.subresource === undefined ? '' : `/${objectRef.subresource}`;
      return `${component(userAgent, user.username)} ${verb} ${objectRef?.resource}${sub} ${responseStatus.code}`;
    });

/** Share of each found in the other, as one figure from 0 to 1. */
export function agreement(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of a) left.set(each, (left.get(each) ?? 0) + 1);
  let both = 0;
  for (const each of b) {
    const count = left.get(each) ?? 0;
    if (count === 0) continue;
    left.set(each, count - 1);
    both += 1;
  }
  return (2 * both) / Math.max(1, a.length + b.length);
}
