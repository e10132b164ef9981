import type { Calls } from '../../api/calls.ts';
import type { Command, KubectlContext } from '../context.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { notModelled } from './not-modelled.ts';

/** One side of a copy: a file here, or one in a Pod. */
interface FileSpec {
  readonly pod: string;
  readonly file: string;
}

/**
 * Refuses what kubectl refuses before it runs `tar` in the container, which is not modelled.
 * Source: v1.35 kubectl pkg/cmd/cp/cp.go
 */
export const copy: Command = {
  name: 'cp',
  flags: { container: 'value', 'no-preserve': 'switch', retries: 'value' },
  // biome-ignore lint/correctness/useYield: a command is a generator of calls, and this one has none to make.
  run: function* ({ words }, context): Calls<Outcome> {
    const report = new Report();
    report.fail(plain(problemOf(words, context) ?? notModelled('cp')));
    return report.outcome();
  },
};

function problemOf(words: readonly string[], { files }: KubectlContext): string | undefined {
  const [from = '', to = ''] = words;
  if (words.length !== 2) return 'source and destination are required';
  const source = fileSpec(from);
  const target = fileSpec(to);
  if (source === undefined || target === undefined)
    return 'filespec must match the canonical format: [[namespace/]pod:]file/path';
  if (source.pod !== '' && target.pod !== '') return 'one of src or dest must be a local file specification';
  if (source.file === '' || target.file === '') return 'filepath can not be empty';
  if (source.pod === '' && target.pod === '') return 'one of src or dest must be a remote file specification';
  const clean = source.file.replace(/^\.\//, '');
  const here = clean === '.' || Object.keys(files).some((name) => name === clean || name.startsWith(`${clean}/`));
  return source.pod === '' && !here ? `${source.file} doesn't exist in local filesystem` : undefined;
}

function fileSpec(text: string): FileSpec | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return { pod: '', file: text.replace(/(?<=.)\/$/, '') };
  const pod = text.slice(0, colon);
  return colon === 0 || pod.split('/').length > 2 ? undefined : { pod, file: text.slice(colon + 1) };
}
