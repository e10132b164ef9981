import type { Calls } from '../../../api/calls.ts';
import { compact, type Fields, fieldsOf, rowsOf, textOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { type Arguments, flag, flagList, isOn } from '../../flags.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { sayAttachIsNotModelled } from './attaching.ts';
import { debugContainerName } from './container-name.ts';
import { variables } from './ephemeral-container.ts';
import { profileNamed } from './profiles.ts';

/** Makes a Pod like another, with something changed or a container added. Source: v1.35 kubectl pkg/cmd/debug/debug.go debugByCopy */
export function* debugByCopy(report: Report, args: Arguments, pod: Fields): Calls<void> {
  const spec = copiedSpec(report, args, pod);
  if (typeof spec === 'string') {
    report.fail(plain(spec));
    return;
  }
  const { namespace, name, labels, annotations } = fieldsOf(pod.metadata);
  const isLegacy = (flag(args, 'profile') ?? 'legacy') === 'legacy';
  const path = `/api/v1/namespaces/${textOf(namespace)}/pods`;
  const metadata = compact({
    name: flag(args, 'copy-to'),
    namespace,
    labels: isLegacy || isOn(args, 'keep-labels') ? labels : undefined,
    annotations: isLegacy || isOn(args, 'keep-annotations') ? annotations : undefined,
  });
  const body = { apiVersion: 'v1', kind: 'Pod', metadata, spec };
  const made = yield* ask({ verb: 'create', path, body, contentType: 'application/json' });
  if (!success(made)) {
    report.fail(errorOf(made));
    return;
  }
  if (isOn(args, 'replace')) {
    const gone = yield* ask({
      verb: 'delete',
      path: `${path}/${textOf(name)}`,
      body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 },
      contentType: 'application/json',
    });
    if (!success(gone)) {
      report.fail(errorOf(gone));
      return;
    }
  }
  sayAttachIsNotModelled(report, args);
}

function copiedSpec(report: Report, args: Arguments, pod: Fields): Fields | string {
  const { ephemeralContainers: _, nodeName, ...old } = fieldsOf(pod.spec);
  const profile = profileNamed(flag(args, 'profile') ?? 'legacy');
  const images = new Map(flagList(args, 'set-image').map((pair) => pair.split('=') as [string, string]));
  const containers = rowsOf(old.containers).map((container) => {
    const image = images.get(textOf(container.name)) ?? images.get('*');
    return image === undefined ? container : { ...container, image };
  });
  const copy: Fields = {
    ...old,
    containers,
    ...(isOn(args, 'same-node') && nodeName !== undefined ? { nodeName } : {}),
    ...(args.flags.has('share-processes')
      ? { shareProcessNamespace: !['false', '0'].includes(flag(args, 'share-processes') ?? '') }
      : {}),
  };
  const given = flag(args, 'container') ?? '';
  const image = flag(args, 'image') ?? '';
  const existing = containers.find(({ name }) => name === given);
  if (existing === undefined && image === '')
    return images.size > 0 ? copy : 'you must specify image when creating new container';
  const name = existing === undefined ? debugContainerName(report, args, { ...pod, spec: copy }) : given;
  const made = changed(args, existing ?? { name, terminationMessagePolicy: 'File' }, image);
  const all =
    existing === undefined ? [...containers, made] : containers.map((each) => (each === existing ? made : each));
  const isLegacy = (flag(args, 'profile') ?? 'legacy') === 'legacy';
  const kept = isLegacy ? all : all.map((each) => withoutProbes(args, each));
  const spec = profile.copiedSpec({
    ...copy,
    containers: kept.map((each) => (each.name === name ? profile.copiedContainer(each) : each)),
  });
  return isLegacy || flag(args, 'keep-init-containers') !== 'false' ? spec : { ...spec, initContainers: [] };
}

function changed(args: Arguments, container: Fields, image: string): Fields {
  const behind = args.behind ?? [];
  const env = variables(args);
  const { args: old, ...others } = container;
  const words =
    behind.length === 0
      ? compact({ args: old })
      : isOn(args, 'arguments-only')
        ? { args: behind }
        : { command: behind };
  return compact({
    ...others,
    ...words,
    ...(env.length === 0 ? {} : { env }),
    ...(image === '' ? {} : { image }),
    ...(args.flags.has('image-pull-policy') ? { imagePullPolicy: flag(args, 'image-pull-policy') } : {}),
    stdin: isOn(args, 'stdin') ? true : undefined,
    tty: isOn(args, 'tty') ? true : undefined,
  });
}

const probes = { livenessProbe: 'keep-liveness', readinessProbe: 'keep-readiness', startupProbe: 'keep-startup' };

const withoutProbes = (args: Arguments, container: Fields): Fields =>
  Object.fromEntries(
    Object.entries(container).filter(([field]) => {
      const keep = Object.entries(probes).find(([probe]) => probe === field)?.[1];
      return keep === undefined || isOn(args, keep);
    }),
  );
