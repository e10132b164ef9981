import type { Calls } from '../../api/calls.ts';
import { at } from '../../api/fields.ts';
import { ask, type Command, success } from '../context.ts';
import { errorOf, type Outcome, Report } from '../report.ts';

/** Source: v1.35 kubectl pkg/cmd/drain/drain.go RunCordonOrUncordon */
function cordoning(name: 'cordon' | 'uncordon', unschedulable: boolean): Command {
  return {
    name,
    flags: {},
    run: function* (args): Calls<Outcome> {
      const report = new Report();
      for (const node of args.words) {
        const path = `/api/v1/nodes/${node}`;
        const live = yield* ask({ verb: 'get', path });
        if (!success(live)) {
          report.fail(errorOf(live));
          continue;
        }
        if ((at(live.body, 'spec', 'unschedulable') === true) === unschedulable) {
          report.print(`node/${node} already ${name}ed`);
          continue;
        }
        const body = { spec: { unschedulable: unschedulable ? true : null } };
        const answer = yield* ask({ verb: 'patch', path, contentType: 'application/strategic-merge-patch+json', body });
        if (success(answer)) report.print(`node/${node} ${name}ed`);
        else report.fail(errorOf(answer));
      }
      return report.outcome();
    },
  };
}

export const cordon = cordoning('cordon', true);
export const uncordon = cordoning('uncordon', false);
