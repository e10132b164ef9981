import type { Container, Probe } from '../api/types.ts';
import type { ContainerProcess } from './programs/container-process.ts';

export type ProbeVerdict = {
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** What follows "Readiness probe failed: ". */
  readonly output: string;
};

/** `Readiness`, as the events say it. */
export const title = (kind: string): string => `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;

/** The number of a probe's port: itself, or that of the container port with this name. */
export function portNumber(container: Container, port: number | string | undefined): number | undefined {
  if (typeof port === 'number') return port;
  const named = (container.ports ?? []).find(({ name }) => name === port)?.containerPort;
  if (named !== undefined) return named;
  const number = Number(port);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** How a probe looks on the wire: `GET http://10.244.0.6:80/ready`. */
export function probeText(container: Container, probe: Probe, ip: string): string {
  if (probe.httpGet !== undefined) return `GET ${httpUrl(container, probe, ip)}`;
  if (probe.tcpSocket !== undefined) return `TCP ${ip}:${portNumber(container, probe.tcpSocket.port) ?? '?'}`;
  if (probe.grpc !== undefined) return `gRPC ${ip}:${probe.grpc.port}`;
  return `exec [${(probe.exec?.command ?? []).join(' ')}]`;
}

function httpUrl(container: Container, probe: Probe, ip: string): string {
  const { host, path, port, scheme } = probe.httpGet ?? { port: 0 };
  return `${(scheme ?? 'HTTP').toLowerCase()}://${host ?? ip}:${portNumber(container, port) ?? '?'}${path ?? '/'}`;
}

/**
 * What a probe finds. Source: v1.35 pkg/probe/{http,tcp,exec,grpc}, pkg/kubelet/prober/prober.go
 *
 * @param process what runs in the container; undefined when nothing does
 */
export function probeVerdict(
  container: Container,
  probe: Probe,
  ip: string,
  process: ContainerProcess | undefined,
): ProbeVerdict {
  if (probe.httpGet !== undefined) return httpVerdict(container, probe, ip, process);
  if (probe.tcpSocket !== undefined) {
    const port = portNumber(container, probe.tcpSocket.port);
    if (port === undefined)
      return { outcome: 'unknown', output: `strconv.Atoi: parsing "${probe.tcpSocket.port}": invalid syntax` };
    if (process?.http(port, '/') !== undefined) return { outcome: 'success', output: '' };
    return {
      outcome: 'failure',
      output: `dial tcp ${probe.tcpSocket.host ?? ip}:${port}: connect: connection refused`,
    };
  }
  if (probe.grpc !== undefined) {
    const listens = process?.http(probe.grpc.port, '/') !== undefined;
    if (listens) return { outcome: 'success', output: '' };
    const output = `timeout: failed to connect service "${ip}:${probe.grpc.port}" within ${probe.timeoutSeconds ?? 1}s: context deadline exceeded`;
    return { outcome: 'failure', output };
  }
  return execVerdict(probe, process);
}

function httpVerdict(
  container: Container,
  probe: Probe,
  ip: string,
  process: ContainerProcess | undefined,
): ProbeVerdict {
  const port = portNumber(container, probe.httpGet?.port);
  if (port === undefined)
    return { outcome: 'unknown', output: `strconv.Atoi: parsing "${probe.httpGet?.port}": invalid syntax` };
  const status = process?.http(port, probe.httpGet?.path ?? '/');
  if (status === undefined) {
    const host = probe.httpGet?.host ?? ip;
    return {
      outcome: 'failure',
      output: `Get "${httpUrl(container, probe, ip)}": dial tcp ${host}:${port}: connect: connection refused`,
    };
  }
  if (status >= 200 && status < 400) return { outcome: 'success', output: '' };
  return { outcome: 'failure', output: `HTTP probe failed with statuscode: ${status}` };
}

function execVerdict(probe: Probe, process: ContainerProcess | undefined): ProbeVerdict {
  const command = probe.exec?.command ?? [];
  const outcome = process?.exec(command);
  if (outcome === undefined) return { outcome: 'unknown', output: 'container is not running' };
  const timeout = (probe.timeoutSeconds ?? 1) * 1000;
  if (outcome.waits > timeout) {
    return {
      outcome: 'failure',
      output: `command timed out: "${command.join(' ')}" timed out after ${probe.timeoutSeconds ?? 1}s`,
    };
  }
  if (outcome.exitCode === 0) return { outcome: 'success', output: outcome.stdout };
  return { outcome: 'failure', output: `${outcome.stdout}${outcome.stderr}` };
}
