import { at, type Fields, rowsOf, textOf } from '../../../api/fields.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import type { Report } from '../../report.ts';

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** Five letters that follow from a text: what is random in kubectl must be the same in each run here. */
function suffixFor(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  let suffix = '';
  for (let i = 0; i < 5; i++) {
    suffix += letters[hash % letters.length] ?? '';
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  }
  return suffix;
}

/** The name of the container that debugs: as given, or one that no container has. Source: v1.35 kubectl pkg/cmd/debug/debug.go computeDebugContainerName */
export function debugContainerName(report: Report, args: Arguments, pod: Fields): string {
  const given = flag(args, 'container') ?? '';
  if (given !== '') return given;
  const taken = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((field) =>
    rowsOf(at(pod, 'spec', field)).map(({ name }) => textOf(name)),
  );
  const base = `${textOf(at(pod, 'metadata', 'uid'))}/${taken.length}`;
  let name = `debugger-${suffixFor(base)}`;
  for (let turn = 1; taken.includes(name); turn++) name = `debugger-${suffixFor(`${base}/${turn}`)}`;
  if (!isOn(args, 'quiet')) report.print(`Defaulting debug container name to ${name}.`);
  return name;
}
