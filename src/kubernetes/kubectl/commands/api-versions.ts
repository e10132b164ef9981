import type { Calls } from '../../api/calls.ts';
import { byText } from '../../api/fields.ts';
import { resources } from '../../api/resources.ts';
import type { Command } from '../context.ts';
import { type Outcome, plain, Report } from '../report.ts';

/** The groups and versions that discovery has told before. Source: v1.35 kubectl pkg/cmd/apiresources/apiversions.go */
export const apiVersions: Command = {
  name: 'api-versions',
  flags: {},
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    if (args.words.length > 0)
      report.fail(
        plain(`unexpected arguments: [${args.words.join(' ')}]\nSee 'kubectl api-versions -h' for help and examples`),
      );
    else {
      const versions = [...new Set(resources.map(({ apiVersion }) => apiVersion))].sort(byText);
      for (const version of versions) report.print(version);
    }
    return report.outcome();
  },
};
