import type { Calls } from '../../../api/calls.ts';
import { compact, type Fields, fieldsOf, rowsOf, textOf } from '../../../api/fields.ts';
import { createStrategicPatch } from '../../../api/strategic-merge.ts';
import { ask, success } from '../../context.ts';
import { type Arguments, flag, flagList, isOn } from '../../flags.ts';
import { errorOf, type Report } from '../../report.ts';
import { sayAttachIsNotModelled } from './attaching.ts';
import { debugContainerName } from './container-name.ts';
import { profileNamed } from './profiles.ts';

/** `--env=A=b,C=d` */
export const variables = (args: Arguments): readonly Fields[] =>
  flagList(args, 'env').map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
  }));

/** Adds a container to a Pod that runs. Source: v1.35 kubectl pkg/cmd/debug/debug.go debugByEphemeralContainer */
export function* debugByEphemeralContainer(report: Report, args: Arguments, pod: Fields): Calls<void> {
  const name = debugContainerName(report, args, pod);
  const behind = args.behind ?? [];
  const env = variables(args);
  const container = compact({
    name,
    image: flag(args, 'image'),
    ...(behind.length === 0 ? {} : { [isOn(args, 'arguments-only') ? 'args' : 'command']: behind }),
    env: env.length === 0 ? undefined : env,
    imagePullPolicy: flag(args, 'image-pull-policy'),
    resources: {},
    stdin: isOn(args, 'stdin') ? true : undefined,
    targetContainerName: flag(args, 'target'),
    terminationMessagePolicy: 'File',
    tty: isOn(args, 'tty') ? true : undefined,
  });
  const spec = fieldsOf(pod.spec);
  const added = profileNamed(flag(args, 'profile') ?? 'legacy').container(container);
  const after = { ...pod, spec: { ...spec, ephemeralContainers: [...rowsOf(spec.ephemeralContainers), added] } };
  const { namespace, name: podName } = fieldsOf(pod.metadata);
  const answer = yield* ask({
    verb: 'patch',
    path: `/api/v1/namespaces/${textOf(namespace)}/pods/${textOf(podName)}/ephemeralcontainers`,
    contentType: 'application/strategic-merge-patch+json',
    body: createStrategicPatch(pod, after),
  });
  if (!success(answer)) report.fail(errorOf(answer));
  else sayAttachIsNotModelled(report, args);
}
