/** Why the API server sets a field, by who does it and the end of the field's path. */
const reasons: Readonly<Record<string, readonly (readonly [pattern: RegExp, why: string])[]>> = {
  defaulting: [
    [/imagePullPolicy$/, 'Always for the tag latest or none, else only when the node does not have the image.'],
    [/restartPolicy$/, 'A Pod that does not say restarts its containers whenever they end.'],
    [/terminationGracePeriodSeconds$/, 'Time between SIGTERM and SIGKILL when the Pod is deleted.'],
    [/terminationMessagePath$/, 'Where a container may leave its last words.'],
    [/terminationMessagePolicy$/, 'Its last words are read from that file.'],
    [/dnsPolicy$/, 'Names are looked up in the cluster first.'],
    [/schedulerName$/, 'The scheduler that every cluster has.'],
    [/enableServiceLinks$/, 'Services of the Namespace become environment variables.'],
    [/securityContext$/, 'Nothing is asked: empty, not absent.'],
    [/resources$/, 'Nothing is asked: empty, not absent.'],
    [/requests\b/, 'A limit without a request is the request, too.'],
    [/protocol$/, 'A port is TCP unless it says otherwise.'],
    [/targetPort$/, 'The port of the Pods is that of the Service.'],
    [/sessionAffinity$/, 'Each connection may go to another Pod.'],
    [/internalTrafficPolicy$/, 'Traffic from inside goes to Pods on any node.'],
    [/externalTrafficPolicy$/, 'Traffic from outside goes to Pods on any node.'],
    [/spec\.type$/, 'A Service is reachable inside the cluster only.'],
    [/replicas$/, 'One, when nobody says how many.'],
    [/revisionHistoryLimit$/, 'So many old revisions are kept for a rollback.'],
    [/progressDeadlineSeconds$/, 'A rollout without progress counts as failed after that time.'],
    [/maxSurge$/, 'So many Pods more than wanted while a rollout runs.'],
    [/maxUnavailable$/, 'So many Pods fewer than wanted while a rollout runs.'],
    [/strategy\b|updateStrategy\b/, 'Old Pods are replaced a few at a time.'],
    [/podManagementPolicy$/, 'One Pod after the other, each when the one before is ready.'],
    [/completions$|parallelism$/, 'One Pod, once.'],
    [/backoffLimit$/, 'So many failures before the Job gives up.'],
    [
      /(failureThreshold|periodSeconds|successThreshold|timeoutSeconds)$/,
      'What a probe does unless it says otherwise.',
    ],
    [/defaultMode$/, 'Permissions of the files: 0644.'],
    [/volumeMode$/, 'A volume holds a file system.'],
    [/apiVersion$/, 'The version in which the field is read.'],
    [/metadata\.labels/, 'A label that the kind takes from its template or bears always.'],
  ],
  ServiceAccount: [
    [/serviceAccountName$/, 'A Pod that names none runs as the account default of its Namespace.'],
    [/serviceAccount$/, 'The old name of the same field.'],
    [/volumes/, 'Token, certificate of the cluster and Namespace, for programs that call the API server.'],
    [/volumeMounts/, 'Where programs look for the token.'],
    [/imagePullSecrets/, 'The pull secrets of the service account.'],
  ],
  DefaultTolerationSeconds: [
    [/tolerations/, 'The Pod stays five minutes on a node that is not ready or cannot be reached.'],
  ],
  Priority: [
    [/priority$/, 'The number of its PriorityClass; without one, 0 or that of the default class.'],
    [/preemptionPolicy$/, 'It may push out Pods of lower priority.'],
  ],
  LimitRanger: [[/./, 'A LimitRange of the Namespace gives what the container does not say.']],
  RuntimeClass: [[/./, 'What its RuntimeClass asks of every Pod.']],
  DefaultStorageClass: [[/./, 'The StorageClass that is marked as the default.']],
  DefaultIngressClass: [[/./, 'The IngressClass that is marked as the default.']],
  StorageObjectInUseProtection: [[/./, 'It is not deleted as long as something uses it.']],
  TaintNodesByCondition: [[/./, 'A new node takes no Pods before it has said that it is ready.']],
  registry: [
    [/metadata\.uid$/, 'An identity that no other object ever had or will have.'],
    [/creationTimestamp$/, 'When it was stored, to the second.'],
    [/generation$/, 'Counts the changes of what is wanted.'],
    [/metadata\.name$/, 'The beginning that was given, and five characters by luck.'],
    [/clusterIPs?\b/, 'An address of the Service range, given to this Service alone.'],
    [/ipFamil/, 'The cluster has IPv4 addresses.'],
    [/nodePort$/, 'A port between 30000 and 32767 that no other Service has.'],
    [/status\.phase$/, 'Where every object of this kind begins.'],
    [
      /status\.qosClass$/,
      'Worked out from requests and limits once and for all; who goes first when a node runs out of memory.',
    ],
    [/status/, 'How it stands at the moment it is stored.'],
    [/finalizers/, 'It is not gone before its controller has cleaned up.'],
    [/selector|labels/, 'A Job finds its Pods by a label that nobody else has.'],
    [/templateGeneration|annotations/, 'Bookkeeping of the kind.'],
  ],
  etcd: [[/./, 'The revision of etcd that this write made; it is not stored but added on reading.']],
};

/** What a reader should know about a field that the API server set. */
export function whyMade(by: string, path: string, stored: unknown): string | undefined {
  const found = reasons[by]?.find(([pattern]) => pattern.test(path))?.[1];
  // A block is explained at its first line.
  return (
    found ?? (by === 'defaulting' && typeof stored !== 'object' ? 'What v1.35 fills in when nobody says.' : undefined)
  );
}
