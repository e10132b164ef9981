import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { ask, type Command, success } from '../context.ts';
import { errorOf, type Outcome, plain, Report, server } from '../report.ts';
import { notModelled } from './not-modelled.ts';

/** Source: v1.35 kubectl pkg/cmd/clusterinfo/clusterinfo.go */
export const clusterInfo: Command = {
  name: 'cluster-info',
  flags: {},
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    if (args.words[0] === 'dump') {
      report.fail(plain(notModelled('cluster-info dump')));
      return report.outcome();
    }
    const path = '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue';
    const answer = yield* ask({ verb: 'list', path });
    if (!success(answer)) {
      report.fail(errorOf(answer));
      report.tell("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
      return report.outcome();
    }
    report.print(`Kubernetes control plane is running at https://${server}`);
    for (const service of rowsOf(fieldsOf(answer.body).items)) {
      const name =
        textOf(at(service, 'metadata', 'labels', 'kubernetes.io/name')) || textOf(at(service, 'metadata', 'name'));
      const port = textOf(rowsOf(at(service, 'spec', 'ports'))[0]?.name);
      const through = `/api/v1/namespaces/kube-system/services/${textOf(at(service, 'metadata', 'name'))}${port === '' ? '' : `:${port}`}/proxy`;
      report.print(`${name} is running at https://${server}${through}`);
    }
    report.print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
    return report.outcome();
  },
};
