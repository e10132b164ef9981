import type { ApiObject } from '../kubernetes/api/types.ts';

/** Virtual milliseconds since the start of the run; fractions are microseconds. */
export type Millis = number;

/** Name of a statechart, from the process inwards: `kube-apiserver/request-12`, `worker-1/kubelet/default/nginx`. */
export type Address = string;

/** Place in the one sequence of everything that happened; also the order of simultaneous things. */
export type EntryId = number;

export type Protocol = 'http' | 'watch' | 'etcd' | 'cri' | 'cni' | 'probe' | 'signal' | 'netfilter';

/**
 * What a chain of causes ends at: a person's action, or a timer that a process keeps for itself
 * (a relist every second, a lease every ten). Everything else was caused by something earlier.
 */
export interface Root {
  readonly id: EntryId;
  readonly kind: 'action' | 'timer';
  readonly at: Millis;
  readonly who: Address;
  /** `kubectl create -f nginx.yaml`, `PLEG relist, every 1 s` */
  readonly what: string;
}

/** One message on the bus. */
export interface Message {
  readonly id: EntryId;
  readonly sentAt: Millis;
  /** When it arrived; `sentAt` plus the latency of its kind. Beyond the end of the run for one still in flight. */
  readonly receivedAt: Millis;
  readonly from: Address;
  readonly to: Address;
  readonly protocol: Protocol;
  /** The entry that caused this one: an earlier message or a root. */
  readonly cause: EntryId;
  /** `answer` closes the request named in `answers`. */
  readonly role: 'request' | 'answer' | 'event';
  readonly answers?: EntryId;
  readonly body: MessageBody;
}

export type MessageBody =
  | HttpRequest
  | HttpAnswer
  | WatchEvent
  | EtcdTxn
  | EtcdAnswer
  | EtcdEvent
  | CriCall
  | CriAnswer
  | CniCall
  | CniAnswer
  | ProbeCall
  | ProbeAnswer
  | Signal
  | RulesWritten
  | Traffic
  | RegistryCall
  | RegistryAnswer;

/** A request to the API server. The path is the real one, query included. */
export interface HttpRequest {
  readonly type: 'http-request';
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly userAgent: string;
  readonly user: string;
  /** Whom the request shall count for, where that is somebody else. */
  readonly as?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly contentType?: string;
  readonly requestBody?: unknown;
}

export interface HttpAnswer {
  readonly type: 'http-answer';
  readonly code: number;
  /** The Status reason of a refusal: `Forbidden`, `Invalid`, `Conflict`. */
  readonly reason?: string;
  readonly message?: string;
  readonly resourceVersion?: string;
  readonly responseBody?: unknown;
}

export interface WatchEvent {
  readonly type: 'watch-event';
  readonly event: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly resource: string;
  readonly object: ApiObject;
}

export interface EtcdTxn {
  readonly type: 'etcd-txn';
  readonly operation: 'put' | 'delete';
  readonly key: string;
  /** The transaction succeeds only if the key still has this mod revision; 0 = the key must not exist. */
  readonly expectedRevision: number;
}

export interface EtcdAnswer {
  readonly type: 'etcd-answer';
  readonly succeeded: boolean;
  readonly revision: number;
}

/** etcd tells the API server's watch cache of a new revision. */
export interface EtcdEvent {
  readonly type: 'etcd-event';
  readonly key: string;
  readonly revision: number;
}

export interface CriCall {
  readonly type: 'cri-call';
  readonly call:
    | 'RunPodSandbox'
    | 'PodSandboxStatus'
    | 'StopPodSandbox'
    | 'RemovePodSandbox'
    | 'ListPodSandbox'
    | 'ImageStatus'
    | 'PullImage'
    | 'CreateContainer'
    | 'StartContainer'
    | 'StopContainer'
    | 'RemoveContainer'
    | 'ContainerStatus'
    | 'ExecSync'
    | 'UpdateContainerResources';
  /** `default/nginx`, or empty for calls about the whole node. */
  readonly pod: string;
  readonly container?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface CriAnswer {
  readonly type: 'cri-answer';
  readonly call: CriCall['call'];
  readonly pod: string;
  readonly container?: string;
  readonly error?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface CniCall {
  readonly type: 'cni-call';
  readonly command: 'ADD' | 'DEL';
  readonly pod: string;
}

export interface CniAnswer {
  readonly type: 'cni-answer';
  readonly command: 'ADD' | 'DEL';
  readonly pod: string;
  readonly ip?: string;
  readonly error?: string;
}

export interface ProbeCall {
  readonly type: 'probe-call';
  readonly probe: 'startup' | 'readiness' | 'liveness';
  readonly pod: string;
  readonly container: string;
  /** `GET http://10.244.0.6:80/`, `TCP 10.244.0.6:80`, `exec [cat /tmp/healthy]` */
  readonly how: string;
}

export interface ProbeAnswer {
  readonly type: 'probe-answer';
  readonly probe: 'startup' | 'readiness' | 'liveness';
  readonly pod: string;
  readonly container: string;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly output: string;
}

export interface Signal {
  readonly type: 'signal';
  readonly signal: 'SIGTERM' | 'SIGKILL' | 'exit';
  readonly pod: string;
  readonly container: string;
  readonly exitCode?: number;
}

/** kube-proxy has written the node's rules anew. */
export interface RulesWritten {
  readonly type: 'rules-written';
  readonly node: string;
  readonly services: readonly ServiceRules[];
}

export interface ServiceRules {
  /** `default/web:80` */
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly protocol: string;
  /** `10.244.0.6:80`, with the pod; empty = the packet is refused. */
  readonly endpoints: readonly { readonly address: string; readonly pod: string }[];
  /** The lines as `iptables-save` prints them. */
  readonly rules: readonly string[];
}

/** A connection of a client to a Service, through the rules of the client's node. */
export interface Traffic {
  readonly type: 'traffic';
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  /** Where it went; absent on the way to the rules, and when it was refused. */
  readonly pod?: string;
  readonly address?: string;
  readonly outcome?: 'answered' | 'refused';
  /** 1 for the first connection to this Service. */
  readonly count: number;
}

export interface RegistryCall {
  readonly type: 'registry-call';
  readonly image: string;
}

export interface RegistryAnswer {
  readonly type: 'registry-answer';
  readonly image: string;
  readonly bytes: number;
  readonly error?: string;
}

/** A statechart that lived during the run. */
export interface Actor {
  readonly address: Address;
  /** Name of the machine: `kube-scheduler`, `kubelet-pod-worker`, `kube-apiserver-request`. */
  readonly machine: string;
  readonly startedAt: Millis;
  readonly stoppedAt?: Millis;
  readonly cause: EntryId;
}

/** A statechart changed its state. */
export interface Transition {
  readonly id: EntryId;
  readonly at: Millis;
  readonly who: Address;
  /** Path of the active leaf states, joined by `.`; parallel ones by a comma. Empty in the first transition of an actor. */
  readonly from: string;
  readonly to: string;
  /** Paths of the states passed in between, which took no time; absent where there are none. */
  readonly via?: readonly string[];
  /** The event's type, or the name of the delay that ended. */
  readonly event: string;
  readonly cause: EntryId;
}

/**
 * Something that a component decided, with what it looked at. The screen explains from this alone.
 * `kind` names the rule (`filter`, `score`, `bind`, `authorization`, `admission`, `validation`, `back-off`, `reconcile`, …).
 */
export interface Decision {
  readonly id: EntryId;
  readonly at: Millis;
  readonly who: Address;
  readonly kind: string;
  /** Key of the object concerned: `pods/default/nginx`. */
  readonly about: string;
  /** One sentence with the component as the subject. */
  readonly says: string;
  readonly refused?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly cause: EntryId;
}

/** One revision of etcd. */
export interface Write {
  readonly id: EntryId;
  readonly at: Millis;
  readonly revision: number;
  /** Key of the object in this trace: `pods/default/nginx`, `nodes//worker-1`. */
  readonly key: string;
  readonly resource: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** The object after the write; for a delete, as it was last. */
  readonly object: ApiObject;
  /** Revision of the same key before; 0 if there was none. */
  readonly previous: number;
  readonly cause: EntryId;
}

/** What really is on a node, which the API server learns later: kept apart from the status that the kubelet reports. */
export interface NodeFact {
  readonly id: EntryId;
  readonly at: Millis;
  readonly node: string;
  readonly pod: string;
  readonly uid: string;
  /** Absent for a fact about the sandbox. */
  readonly container?: string;
  readonly image?: string;
  readonly state:
    | 'sandbox-ready'
    | 'sandbox-stopped'
    | 'pulling'
    | 'pulled'
    | 'created'
    | 'running'
    | 'stopping'
    | 'exited'
    | 'failed'
    | 'waiting'
    | 'removed';
  readonly ip?: string;
  readonly exitCode?: number;
  readonly reason?: string;
  /** End of the wait, for `waiting` (back-off) and `pulling` (expected). */
  readonly until?: Millis;
  readonly cause: EntryId;
}

/** What kubectl printed for one command. */
export interface CommandOutput {
  /** When it was typed. */
  readonly at: Millis;
  readonly returnedAt: Millis;
  readonly command: string;
  readonly user: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams as they stood on the terminal, one among the other; absent where only one was written to. */
  readonly shown?: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
  readonly code: number;
  readonly cause: EntryId;
  /** It follows a stream, and had not returned when the run ended: what it printed until then. */
  readonly interrupted?: true;
}

/** Something the manifest asks for that PodScope does not simulate. */
export interface NotModelled {
  /** Key of the object: `pods/default/nginx`. */
  readonly about: string;
  /** `spec.containers[0].command`, where it is known. */
  readonly path?: string;
  readonly says: string;
  readonly at: Millis;
}

/** One audit line's worth of a finished request; `audit` output is made from these. */
export interface AuditRecord {
  readonly id: EntryId;
  readonly request: EntryId;
  readonly receivedAt: Millis;
  readonly finishedAt: Millis;
  readonly stage: 'ResponseComplete' | 'ResponseStarted';
  readonly user: string;
  readonly groups: readonly string[];
  /** Set where the request counted for somebody else. */
  readonly impersonated?: { readonly user: string; readonly groups: readonly string[] };
  readonly code: number;
  /** As decoded and defaulted, as a real server logs it. */
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
}

/** Append-only record of everything that happened in a run, in virtual time. */
export interface Trace {
  readonly format: 1;
  readonly version: 'v1.35';
  readonly scenario: { readonly name: string; readonly title: string; readonly seed: number; readonly until: Millis };
  readonly nodes: readonly string[];
  /** Objects that exist at time zero, with their revisions. */
  readonly initial: readonly Write[];
  readonly roots: readonly Root[];
  readonly actors: readonly Actor[];
  readonly messages: readonly Message[];
  readonly transitions: readonly Transition[];
  readonly decisions: readonly Decision[];
  readonly writes: readonly Write[];
  readonly facts: readonly NodeFact[];
  readonly commands: readonly CommandOutput[];
  readonly audit: readonly AuditRecord[];
  readonly notModelled: readonly NotModelled[];
}
