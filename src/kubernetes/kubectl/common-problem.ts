import { contextOf, type KubectlContext } from './context.ts';
import { type Arguments, flag, isOn } from './flags.ts';

/** Before a value was asked of it, `--dry-run` meant a dry run of the client; the bare flag still does. */
const dryRuns = ['client', 'server', 'none', ''];

/**
 * What is wrong with flags that many commands have.
 * Source: v1.35 kubectl pkg/cmd/util/helpers.go GetDryRunStrategy; client-go tools/clientcmd/{client_config,loader}.go;
 * cli-runtime pkg/resource/builder.go FilenameOptions
 */
export function commonProblem(args: Arguments, context: KubectlContext): string | undefined {
  const dryRun = flag(args, 'dry-run');
  if (dryRun !== undefined && !dryRuns.includes(dryRun))
    return `Invalid dry-run value (${dryRun}). Must be "none", "server", or "client".`;
  if (flag(args, 'kustomize') !== undefined) {
    if (args.flags.has('filename')) return 'only one of -f or -k can be specified';
    if (isOn(args, 'recursive')) return "the -k flag can't be used with -f or -R";
  }
  const file = flag(args, 'kubeconfig') ?? '';
  if (file !== '') return `stat ${file}: no such file or directory`;
  if (args.command === 'config') return undefined;
  const names = { context: contextOf(context), cluster: 'kubernetes', user: context.user } as const;
  const words = { context: 'context', cluster: 'cluster', user: 'auth info' } as const;
  for (const name of ['context', 'cluster', 'user'] as const) {
    const given = flag(args, name) ?? '';
    // The command that names the subject of a binding has a flag of its own of that name.
    if (given !== '' && given !== names[name] && args.command !== 'set' && args.command !== 'create')
      return `${words[name]} "${given}" does not exist`;
  }
  return undefined;
}
