import { type KubectlError, plain } from '../../report.ts';

/** What a command of subcommands says to words that are none. Source: v1.35 kubectl pkg/cmd/util/helpers.go RequireNoArguments */
export const unknownSubcommand = (command: string, words: readonly string[]): KubectlError =>
  plain(`unknown command "${words.join(' ')}"\nSee 'kubectl ${command} -h' for help and examples`);
