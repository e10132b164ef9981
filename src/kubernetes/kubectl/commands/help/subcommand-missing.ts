import type { Report } from '../../report.ts';
import { type Documented, helpOf } from './help-of.ts';

/** A command of subcommands called without one prints its help on standard error. Source: v1.35 kubectl pkg/cmd/util/helpers.go DefaultSubCommandRun */
export function sayHelp(report: Report, command: Documented): void {
  report.tell(helpOf(command).trimEnd());
  report.exit(1);
}
