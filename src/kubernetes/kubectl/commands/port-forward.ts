import type { Calls } from '../../api/calls.ts';
import { at, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { resourceNamed, resourcePath } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { type Arguments, flagList } from '../flags.ts';
import { attachablePod } from '../pod-behind.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

interface Forwarded {
  readonly local: string;
  readonly remote: number;
}

/**
 * Finds the Pod, opens the connection and says what it listens on. What comes through it is nobody's here.
 * Source: v1.35 kubectl pkg/cmd/portforward/portforward.go, client-go tools/portforward/portforward.go
 */
export const portForward: Command = {
  name: 'port-forward',
  flags: { address: 'list', 'pod-running-timeout': 'value' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [word = '', ...wanted] = args.words;
    if (args.words.length < 2) {
      const help = "See 'kubectl port-forward -h' for help and examples";
      report.fail(plain(`TYPE/NAME and list of ports are required for port-forward\n${help}`));
      return report.outcome();
    }
    const namespace = namespaceOf(args);
    const pod = yield* attachablePod(report, word, namespace);
    if (pod === undefined) return report.outcome();
    const service = yield* serviceNamed(word, namespace);
    const ports = wanted.map((text) => forwarded(text, pod, service));
    const problem = ports.find((port) => typeof port === 'string');
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    yield* forward(report, args, pod, ports as readonly Forwarded[]);
    return report.outcome();
  },
};

function* serviceNamed(word: string, namespace: string): Calls<Fields | undefined> {
  const [kind = '', name = ''] = word.split('/');
  const resource = resourceNamed(kind);
  if (!word.includes('/') || resource?.kind !== 'Service') return undefined;
  const answer = yield* ask({ verb: 'get', path: resourcePath(resource, namespace, name) });
  return success(answer) ? fieldsOf(answer.body) : undefined;
}

function* forward(report: Report, args: Arguments, pod: Fields, ports: readonly Forwarded[]): Calls<void> {
  const { name, namespace } = fieldsOf(pod.metadata);
  const path = `/api/v1/namespaces/${textOf(namespace)}/pods/${textOf(name)}`;
  const live = yield* ask({ verb: 'get', path });
  if (!success(live)) {
    report.fail(errorOf(live));
    return;
  }
  const phase = textOf(at(live.body, 'status', 'phase'));
  if (phase !== 'Running') {
    report.fail(plain(`unable to forward port because pod is not running. Current status=${phase}`));
    return;
  }
  const answer = yield* ask({ verb: 'get', path: `${path}/portforward` });
  if (answer.code !== 101) {
    report.fail(errorOf(answer));
    return;
  }
  const given = flagList(args, 'address');
  const addresses = (given.length === 0 ? ['localhost'] : given).flatMap((address) =>
    address === 'localhost' ? ['127.0.0.1', '[::1]'] : [address.includes(':') ? `[${address}]` : address],
  );
  for (const { local, remote } of ports)
    for (const address of addresses) report.print(`Forwarding from ${address}:${local} -> ${remote}`);
}

/** `8080:80`, `80`, `8443:https`, for a Service by its own ports; a text is what is wrong with it. */
function forwarded(text: string, pod: Fields, service: Fields | undefined): Forwarded | string {
  const parts = text.split(':');
  const [local = '', remote = local] = parts.length === 2 ? parts : [parts[0] ?? '', parts[0] ?? ''];
  if (remote === '') return 'remote port cannot be empty';
  const found = service === undefined ? podPort(pod, remote) : servicePort(service, pod, remote);
  if (typeof found === 'string') return found;
  if (local === '') return `PodScope does not draw a free local port: name one in front of "${text}"`;
  return { local: local === remote ? String(found.shown) : local, remote: found.port };
}

type Found = { readonly port: number; readonly shown: number } | string;

const containerPorts = (pod: Fields): readonly Fields[] =>
  rowsOf(at(pod, 'spec', 'containers')).flatMap(({ ports }) => rowsOf(ports));

const onlyUdp = (ports: readonly Fields[], number: number, field: string): boolean => {
  const same = ports.filter((port) => port[field] === number);
  return same.length > 0 && same.every(({ protocol }) => protocol === 'UDP');
};

function podPort(pod: Fields, remote: string): Found {
  const ports = containerPorts(pod);
  const number = /^\d+$/.test(remote)
    ? Number(remote)
    : numberOf(ports.find(({ name }) => name === remote)?.containerPort);
  const name = textOf(at(pod, 'metadata', 'name'));
  if (number === undefined) return `Pod '${name}' does not have a named port '${remote}'`;
  return onlyUdp(ports, number, 'containerPort')
    ? `UDP protocol is not supported for ${remote}`
    : { port: number, shown: number };
}

/** Source: v1.35 kubectl pkg/util/service_port.go, pod_port.go */
function servicePort(service: Fields, pod: Fields, remote: string): Found {
  const ports = rowsOf(at(service, 'spec', 'ports'));
  const name = textOf(at(service, 'metadata', 'name'));
  const found = ports.find((each) => (/^\d+$/.test(remote) ? each.port === Number(remote) : each.name === remote));
  if (found === undefined)
    return /^\d+$/.test(remote)
      ? `Service ${name} does not have a service port ${remote}`
      : `Service '${name}' does not have a named port '${remote}'`;
  const shown = numberOf(found.port) ?? 0;
  if (onlyUdp(ports, shown, 'port')) return `UDP protocol is not supported for ${remote}`;
  if (at(service, 'spec', 'clusterIP') === 'None') return { port: shown, shown };
  const target = found.targetPort;
  if (typeof target === 'number') return { port: target, shown };
  const port = numberOf(containerPorts(pod).find((each) => each.name === target)?.containerPort);
  return port === undefined
    ? `Pod '${textOf(at(pod, 'metadata', 'name'))}' does not have a named port '${textOf(target)}'`
    : { port, shown };
}
