import type { Calls } from '../../../api/calls.ts';
import type { Command } from '../../context.ts';
import { globalFlags } from '../../flags.ts';
import { type Outcome, plain, Report } from '../../report.ts';
import { notModelled } from '../not-modelled.ts';

function answering(name: string, answer: (report: Report, words: readonly string[]) => void): Command {
  return {
    name,
    flags: { 'name-only': 'switch' },
    run: function* ({ words }): Calls<Outcome> {
      yield* [];
      const report = new Report();
      answer(report, words);
      return report.outcome();
    },
  };
}

/** Source: v1.35 kubectl pkg/cmd/options/options.go */
export const options = answering('options', (report) => {
  report.print('The following options can be passed to any command:\n');
  for (const name of globalFlags) report.print(`    --${name}`);
});

/** Source: v1.35 kubectl pkg/cmd/plugin/plugin.go */
export const plugin = answering('plugin', (report) => {
  report.fail(plain('unable to find any kubectl plugins in your PATH'));
});

const shells = ['bash', 'zsh', 'fish', 'powershell'];

/** Source: v1.35 kubectl pkg/cmd/completion/completion.go */
export const completion = answering('completion', (report, [shell, ...more]) => {
  const help = "See 'kubectl completion -h' for help and examples";
  if (shell === undefined) report.fail(plain(`Shell not specified.\n${help}`));
  else if (more.length > 0) report.fail(plain(`Too many arguments. Expected only the shell type.\n${help}`));
  else if (!shells.includes(shell)) report.fail(plain(`Unsupported shell type "${shell}".\n${help}`));
  else report.fail(plain(notModelled(`completion ${shell}`)));
});
