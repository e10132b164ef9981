import { type Arguments, flag, isOn } from '../flags.ts';

const usage = "See 'kubectl get -h' for help and examples";

/** Flags that do not go together. Source: v1.35 kubectl pkg/cmd/get/get.go Validate */
export function getProblem(args: Arguments): string | undefined {
  const watches = isOn(args, 'watch') || isOn(args, 'watch-only');
  const output = flag(args, 'output') ?? '';
  const raw = flag(args, 'raw') ?? '';
  if (raw !== '') {
    if (args.words.length > 0) return 'arguments may not be passed when --raw is specified';
    if (watches || (flag(args, 'selector') ?? '') !== '')
      return '--raw may not be specified with other flags that filter the server request or alter the output';
    if (output !== '') return `--raw and --output are mutually exclusive\n${usage}`;
    if (!raw.startsWith('/'))
      return `--raw must be a valid URL path: parse ${JSON.stringify(raw)}: invalid URI for request\n${usage}`;
  }
  if (isOn(args, 'show-labels') && output !== '' && output !== 'wide')
    return `--show-labels option cannot be used with ${output} printer`;
  if (isOn(args, 'output-watch-events') && !watches)
    return '--output-watch-events option can only be used with --watch or --watch-only';
  return undefined;
}
