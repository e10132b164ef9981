import { byText, type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { type FieldResolver, writeEnvironment } from './container-environment.ts';
import type { Description } from './description.ts';
import { probeWords } from './probe-words.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeContainers */
export function writeContainers(
  out: Description,
  label: string,
  containers: readonly Fields[],
  statuses: readonly Fields[],
  resolve: FieldResolver,
  /** Two blanks inside a Pod template, where names stand one blank further in. */
  space: '' | '  ' = '',
): void {
  out.line(0, `${space}${label}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    writeBasics(out, container, status, space === '' ? '' : ' ');
    writeCommand(out, 'Command', container.command);
    writeCommand(out, 'Args', container.args);
    if (status !== undefined) writeStatus(out, status);
    writeResources(out, 2, fieldsOf(container.resources));
    for (const [title, field] of probes)
      if (isFields(container[field])) out.line(2, `${title}:`, probeWords(container[field]));
    writeEnvironment(out, container, resolve);
    writeMounts(out, container);
  }
}

const probes = [
  ['Liveness', 'livenessProbe'],
  ['Readiness', 'readinessProbe'],
  ['Startup', 'startupProbe'],
] as const;

function writeBasics(out: Description, container: Fields, status: Fields | undefined, indent: string): void {
  out.line(1, `${indent}${textOf(container.name)}:`);
  if (status !== undefined) out.line(2, 'Container ID:', textOf(status.containerID));
  out.line(2, 'Image:', textOf(container.image));
  if (status !== undefined) out.line(2, 'Image ID:', textOf(status.imageID));
  const ports = rowsOf(container.ports);
  const plural = ports.length > 1 ? 's' : '';
  out.line(2, `Port${plural}:`, portWords(ports, 'containerPort'));
  out.line(2, `Host Port${plural}:`, portWords(ports, 'hostPort'));
  const profile = fieldsOf(fieldsOf(container.securityContext).seccompProfile);
  if (profile.type === undefined) return;
  out.line(2, 'SeccompProfile:', textOf(profile.type));
  if (profile.type === 'Localhost') out.line(3, 'LocalhostProfile:', textOf(profile.localhostProfile));
}

const portWords = (ports: readonly Fields[], field: string): string =>
  ports.length === 0
    ? '<none>'
    : ports
        .map((port) => {
          const name = textOf(port.name) === '' ? '' : ` (${textOf(port.name)})`;
          return `${numberOf(port[field]) ?? 0}/${textOf(port.protocol)}${name}`;
        })
        .join(', ');

function writeCommand(out: Description, title: string, words: unknown): void {
  const all = listOf(words);
  if (all.length === 0) return;
  out.line(2, `${title}:`);
  for (const word of all) for (const part of String(word).split('\n')) out.line(3, part);
}

function writeStatus(out: Description, status: Fields): void {
  writeState(out, 'State', fieldsOf(status.state));
  const last = fieldsOf(status.lastState);
  if (isFields(last.terminated)) writeState(out, 'Last State', last);
  out.line(2, 'Ready:', status.ready === true ? 'True' : 'False');
  out.line(2, 'Restart Count:', String(numberOf(status.restartCount) ?? 0));
}

/** Source: describe.go describeStatus */
function writeState(out: Description, title: string, { running, waiting, terminated }: Fields): void {
  if (isFields(running)) {
    out.line(2, `${title}:`, 'Running');
    out.line(3, 'Started:', rfc1123(running.startedAt));
  } else if (isFields(terminated)) {
    out.line(2, `${title}:`, 'Terminated');
    if (textOf(terminated.reason) !== '') out.line(3, 'Reason:', textOf(terminated.reason));
    if (textOf(terminated.message) !== '') out.line(3, 'Message:', textOf(terminated.message));
    out.line(3, 'Exit Code:', String(numberOf(terminated.exitCode) ?? 0));
    const signal = numberOf(terminated.signal) ?? 0;
    if (signal > 0) out.line(3, 'Signal:', String(signal));
    out.line(3, 'Started:', rfc1123(terminated.startedAt));
    out.line(3, 'Finished:', rfc1123(terminated.finishedAt));
  } else {
    out.line(2, `${title}:`, 'Waiting');
    const reason = textOf(fieldsOf(waiting).reason);
    if (reason !== '') out.line(3, 'Reason:', reason);
  }
}

/** Source: describe.go describeResources */
export function writeResources(out: Description, level: number, { limits, requests }: Fields): void {
  for (const [title, map] of [
    ['Limits', limits],
    ['Requests', requests],
  ] as const) {
    const entries = Object.entries(fieldsOf(map)).sort(([a], [b]) => byText(a, b));
    if (entries.length === 0) continue;
    out.line(level, `${title}:`);
    for (const [name, quantity] of entries) out.line(level + 1, `${name}:`, String(quantity));
  }
}

function writeMounts(out: Description, container: Fields): void {
  const mounts = rowsOf(container.volumeMounts).toSorted((a, b) => byText(textOf(a.mountPath), textOf(b.mountPath)));
  if (mounts.length === 0) out.line(2, 'Mounts:', '<none>');
  else out.line(2, 'Mounts:');
  for (const { mountPath, name, readOnly, subPath } of mounts) {
    const flags = `${readOnly === true ? 'ro' : 'rw'}${textOf(subPath) === '' ? '' : `,path="${textOf(subPath)}"`}`;
    out.line(3, `${textOf(mountPath)} from ${textOf(name)} (${flags})`);
  }
  const devices = rowsOf(container.volumeDevices);
  if (devices.length === 0) return;
  out.line(2, 'Devices:');
  for (const { devicePath, name } of devices) out.line(3, `${textOf(devicePath)} from ${textOf(name)}`);
}
