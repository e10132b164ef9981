/** A Pod's sandbox as its runtime knows it. */
export interface Sandbox {
  readonly id: string;
  readonly attempt: number;
  readonly ready: boolean;
  readonly ip?: string;
}

/** One instance of a container as its runtime knows it. Times are virtual ms. */
export interface RuntimeContainer {
  readonly id: string;
  readonly name: string;
  /** As the spec says it. */
  readonly image: string;
  /** As the runtime says it: `docker.io/library/nginx:1.14.2`. */
  readonly imageName: string;
  readonly imageRef: string;
  readonly restartCount: number;
  readonly state: 'created' | 'running' | 'exited';
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly message?: string;
  /** Trace entry of the last change, for the chain of causes. */
  readonly cause: number;
}

/** What a relist finds of one Pod; both lists newest first. */
export interface PodRuntimeStatus {
  readonly sandboxes: readonly Sandbox[];
  readonly containers: readonly RuntimeContainer[];
}

export const nothingRuns: PodRuntimeStatus = { sandboxes: [], containers: [] };

/** The newest instance of a container. */
export const newest = (status: PodRuntimeStatus, name: string): RuntimeContainer | undefined =>
  status.containers.find((container) => container.name === name);

/** The instance before the newest. */
export const previous = (status: PodRuntimeStatus, name: string): RuntimeContainer | undefined =>
  status.containers.filter((container) => container.name === name)[1];
