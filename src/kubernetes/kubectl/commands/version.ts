import type { Calls } from '../../api/calls.ts';
import { fieldsOf, textOf } from '../../api/fields.ts';
import { versionInfo } from '../../api/version-info.ts';
import { ask, type Command, success } from '../context.ts';
import { flag, isOn } from '../flags.ts';
import { toJson } from '../output.ts';
import { toYaml } from '../printers/yaml.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

const kustomize = 'v5.7.1';

/** Source: v1.35 kubectl pkg/cmd/version/version.go */
export const version: Command = {
  name: 'version',
  flags: { client: 'switch', output: 'value' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const format = flag(args, 'output') ?? '';
    if (format !== '' && format !== 'json' && format !== 'yaml') {
      report.fail(plain(`--output must be 'yaml' or 'json'`));
      return report.outcome();
    }
    const answer = isOn(args, 'client') ? undefined : yield* ask({ verb: 'get', path: '/version?timeout=32s' });
    const server = answer !== undefined && success(answer) ? fieldsOf(answer.body) : undefined;
    if (format === '') {
      report.print(`Client Version: ${versionInfo.gitVersion}`);
      report.print(`Kustomize Version: ${kustomize}`);
      if (server !== undefined) report.print(`Server Version: ${textOf(server.gitVersion)}`);
    } else {
      const all = {
        clientVersion: versionInfo,
        kustomizeVersion: kustomize,
        ...(server === undefined ? {} : { serverVersion: server }),
      };
      report.write(format === 'json' ? toJson(all) : toYaml(all));
    }
    if (answer !== undefined && server === undefined) report.fail(errorOf(answer));
    return report.outcome();
  },
};
