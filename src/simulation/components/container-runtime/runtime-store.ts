import type { LogLine } from '../../../kubernetes/node/programs/container-log.ts';
import type { ContainerProcess } from '../../../kubernetes/node/programs/container-process.ts';
import { FileTree } from '../../../kubernetes/node/programs/files.ts';
import { withTag } from '../../../kubernetes/node/programs/images.ts';
import type { PodRuntimeStatus, RuntimeContainer, Sandbox } from '../../../kubernetes/node/runtime-status.ts';
import { PodAddresses } from './pod-addresses.ts';

interface PodRecord {
  sandboxes: Sandbox[];
  /** Newest first. */
  containers: RuntimeContainer[];
  readonly processes: Map<string, ContainerProcess>;
  /** What ran in each container before the process that is in it now. */
  readonly previous: Map<string, ContainerProcess>;
  readonly volumes: Map<string, FileTree>;
}

/**
 * A node's disk and process table, as its runtime keeps them: images, sandboxes, containers, what runs in them.
 */
export class RuntimeStore {
  readonly addresses = new PodAddresses();
  private readonly pods = new Map<string, PodRecord>();
  private readonly images = new Set<string>();
  private lastAddress = 1;
  private freeAddresses: string[] = [];
  /** Who is told when a container ends, by the Pod's uid and the container's name. */
  private readonly followers = new Map<string, string[]>();
  private readonly reserved = new Set<string>();

  constructor(
    readonly node: string,
    /** First three numbers of the node's Pod range: `10.244.0`. */
    private readonly range: string,
    images: readonly string[],
  ) {
    for (const image of images) this.images.add(withTag(image));
  }

  hasImage(image: string): boolean {
    return this.images.has(withTag(image));
  }

  addImage(image: string): void {
    this.images.add(withTag(image));
  }

  get imageNames(): readonly string[] {
    return [...this.images];
  }

  /** The next address of the node's range; undefined when all are taken. Source: the host-local IPAM plugin counts up */
  takeAddress(): string | undefined {
    while (this.lastAddress < 254) {
      this.lastAddress += 1;
      const address = `${this.range}.${this.lastAddress}`;
      if (!this.reserved.has(address)) return address;
    }
    return this.freeAddresses.shift();
  }

  /** An address that a Pod has had since before the run. */
  reserveAddress(ip: string): void {
    this.reserved.add(ip);
  }

  releaseAddress(ip: string): void {
    this.freeAddresses.push(ip);
  }

  status(uid: string): PodRuntimeStatus {
    const record = this.pods.get(uid);
    return { sandboxes: record?.sandboxes ?? [], containers: record?.containers ?? [] };
  }

  get uids(): readonly string[] {
    return [...this.pods.keys()];
  }

  addSandbox(uid: string, sandbox: Sandbox): void {
    const record = this.record(uid);
    record.sandboxes = [sandbox, ...record.sandboxes];
  }

  stopSandbox(uid: string): void {
    const record = this.record(uid);
    record.sandboxes = record.sandboxes.map((sandbox) => ({ ...sandbox, ready: false }));
  }

  addContainer(uid: string, container: RuntimeContainer): void {
    const record = this.record(uid);
    record.containers = [container, ...record.containers];
  }

  changeContainer(uid: string, id: string, change: Partial<RuntimeContainer>): void {
    const record = this.record(uid);
    record.containers = record.containers.map((container) =>
      container.id === id ? { ...container, ...change } : container,
    );
  }

  /** Keeps the newest dead instance of each container beside the living one. Source: v1.35 maxPerPodContainerCount 1 */
  removeOldDead(uid: string): readonly RuntimeContainer[] {
    const record = this.record(uid);
    const dead = new Map<string, number>();
    const removed: RuntimeContainer[] = [];
    record.containers = record.containers.filter((container) => {
      if (container.state !== 'exited') return true;
      const count = (dead.get(container.name) ?? 0) + 1;
      dead.set(container.name, count);
      if (count <= 1) return true;
      removed.push(container);
      return false;
    });
    return removed;
  }

  remove(uid: string): void {
    this.pods.delete(uid);
    this.addresses.release(uid);
  }

  setProcess(uid: string, name: string, process: ContainerProcess): void {
    const { processes, previous } = this.record(uid);
    const before = processes.get(name);
    if (before !== undefined) previous.set(name, before);
    processes.set(name, process);
  }

  process(uid: string, name: string): ContainerProcess | undefined {
    return this.pods.get(uid)?.processes.get(name);
  }

  /** The process of a container that runs now. */
  running(uid: string, name: string): ContainerProcess | undefined {
    const alive = this.pods.get(uid)?.containers.find((container) => container.name === name)?.state === 'running';
    return alive ? this.process(uid, name) : undefined;
  }

  log(uid: string, name: string, previous: boolean): readonly LogLine[] {
    const process = previous ? this.pods.get(uid)?.previous.get(name) : this.process(uid, name);
    return process?.lines ?? [];
  }

  /** Somebody reads the log of a container as it is written, and is told once when it ends. */
  follow(uid: string, name: string, address: string): void {
    const key = `${uid}/${name}`;
    this.followers.set(key, [...(this.followers.get(key) ?? []), address]);
  }

  /** Those who followed a container that has just ended. */
  takeFollowers(uid: string, name: string): readonly string[] {
    const found = this.followers.get(`${uid}/${name}`) ?? [];
    this.followers.delete(`${uid}/${name}`);
    return found;
  }

  volume(uid: string, name: string): FileTree {
    const record = this.record(uid);
    const volume = record.volumes.get(name) ?? new FileTree();
    record.volumes.set(name, volume);
    return volume;
  }

  private record(uid: string): PodRecord {
    const record = this.pods.get(uid) ?? {
      sandboxes: [],
      containers: [],
      processes: new Map(),
      previous: new Map(),
      volumes: new Map(),
    };
    this.pods.set(uid, record);
    return record;
  }
}
