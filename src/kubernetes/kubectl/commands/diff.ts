import { structuredPatch } from 'diff';
import type { Calls } from '../../api/calls.ts';
import { byText, type Fields, fieldsOf, textOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { createThreeWayPatch } from '../../api/strategic-patch.ts';
import type { Manifest } from '../../api/types.ts';
import { sha256 } from '../../network/sha256.ts';
import { ask, askForSchema, type Command, type KubectlContext, success } from '../context.ts';
import { lastApplied } from '../last-applied.ts';
import { type ManifestRead, readManifests } from '../manifests.ts';
import { toYaml } from '../printers/yaml.ts';
import { errorOf, type Outcome, Report } from '../report.ts';
import { missingFiles } from './missing-files.ts';

type Understood = Exclude<ManifestRead, { readonly error: unknown }>;

/** One object as it is and as it would be; undefined: not there. */
interface Compared {
  readonly file: string;
  readonly live: Fields | undefined;
  readonly merged: Fields;
}

/**
 * What `apply` would change: the server works it out without storing it, and a diff of both is printed.
 * Source: v1.35 kubectl pkg/cmd/diff/diff.go
 */
export const diff: Command = {
  name: 'diff',
  flags: {
    filename: 'list',
    recursive: 'switch',
    selector: 'value',
    'server-side': 'switch',
    'show-managed-fields': 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    if (!args.flags.has('filename')) report.fail(missingFiles());
    const compared: Compared[] = [];
    let asked = false;
    for (const read of args.flags.has('filename') ? readManifests(args, context) : []) {
      if ('error' in read) {
        report.fail(read.error);
        continue;
      }
      if (!asked) yield* askForSchema();
      asked = true;
      const found = yield* compare(report, read);
      if (found !== undefined) compared.push(found);
    }
    const text = compared
      .toSorted((a, b) => byText(a.file, b.file))
      .map((one) => unified(one, context))
      .join('');
    report.write(text);
    // A difference is told by 1, so what went wrong by more.
    if (text !== '' || report.failed) report.exit(report.failed ? 2 : 1);
    return report.outcome();
  },
};

function* compare(report: Report, read: Understood): Calls<Compared | undefined> {
  const { resource, namespace, name, manifest } = read;
  const file = [resource.group, resource.version, resource.kind, namespace, name];
  const at = resourcePath(resource, namespace, name);
  const live = yield* ask({ verb: 'get', path: at });
  if (!success(live) && live.code !== 404) {
    report.fail(errorOf(live));
    return undefined;
  }
  const query = 'dryRun=All&fieldManager=kubectl-client-side-apply&fieldValidation=Strict';
  const would = success(live)
    ? yield* ask({
        verb: 'patch',
        path: `${at}?${query}`,
        body: patchFor(live.body, manifest),
        contentType: 'application/strategic-merge-patch+json',
      })
    : yield* ask({
        verb: 'create',
        path: `${resourcePath(resource, namespace)}?${query}`,
        body: manifest,
        contentType: 'application/json',
      });
  if (!success(would)) {
    report.fail(errorOf(would));
    return undefined;
  }
  return {
    file: file.filter((part, i) => i > 0 || part !== '').join('.'),
    live: success(live) ? fieldsOf(live.body) : undefined,
    merged: fieldsOf(would.body),
  };
}

/** The patch that apply would send, without the annotation that it would write along. */
function patchFor(live: unknown, { metadata, ...rest }: Manifest): object {
  const manifest = { ...rest, metadata: { ...metadata, annotations: metadata?.annotations ?? {} } };
  const { annotations } = fieldsOf(fieldsOf(live).metadata);
  const original = textOf(fieldsOf(annotations)[lastApplied]);
  return createThreeWayPatch(original === '' ? {} : JSON.parse(original), manifest, live);
}

const masked = '***';

/** What is secret is not shown, but that it differs is. Source: diff.go Masker */
function hidden(
  object: Fields | undefined,
  other: Fields | undefined,
  marks: readonly [string, string],
): Fields | undefined {
  if (object?.kind !== 'Secret') return object;
  const theirs = fieldsOf(other?.data);
  const data = Object.fromEntries(
    Object.entries(fieldsOf(object.data)).map(([key, value]) => {
      const differs = key in theirs && theirs[key] !== value;
      return [key, differs ? `${masked} (${marks[0]})` : masked];
    }),
  );
  return { ...object, data };
}

function printed(object: Fields | undefined): string {
  if (object === undefined) return '';
  const { managedFields: _server, ...metadata } = fieldsOf(object.metadata);
  return toYaml({ ...object, metadata });
}

function unified({ file, live, merged }: Compared, context: KubectlContext): string {
  const before = printed(hidden(live, merged, ['before', 'after']));
  const after = printed(hidden(merged, live, ['after', 'before']));
  if (before === after) return '';
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  const now = context.now();
  const [from, to] = ['LIVE', 'MERGED'].map((side) => `/tmp/${side}-${drawn(`${side} ${now}`, 4_294_967_296)}/${file}`);
  // The second file is written a few milliseconds after the first.
  const nanos = drawn(`${file} ${now}`, 900_000_000);
  const [written, rewritten] = [stamp(now, nanos), stamp(now, nanos + 4_000_000)];
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) =>
    [`@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`, ...lines, ''].join('\n'),
  );
  return `diff -u -N ${from} ${to}\n--- ${from}\t${written}\n+++ ${to}\t${rewritten}\n${body.join('')}`;
}

/** A number below a limit, always the same for a text: names of temporary folders, and times finer than any is kept. */
const drawn = (text: string, limit: number): number =>
  [...sha256(text).slice(0, 6)].reduce((sum, byte) => sum * 256 + byte, 0) % limit;

const stamp = (now: string, nanos: number): string =>
  `${now.slice(0, 19).replace('T', ' ')}.${String(nanos).padStart(9, '0')} +0000`;

/** As diff writes it: a single line bears no count, and nothing begins at line 0. */
function range(start: number, lines: number): string {
  if (lines === 0) return `${Math.max(0, start - 1)},0`;
  return lines === 1 ? String(start) : `${start},${lines}`;
}
