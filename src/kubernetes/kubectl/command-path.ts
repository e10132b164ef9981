/** Other names of what `kubectl create` makes. */
export const createNames: Readonly<Record<string, string>> = {
  ns: 'namespace',
  sa: 'serviceaccount',
  deploy: 'deployment',
  cm: 'configmap',
  pc: 'priorityclass',
  resourcequota: 'quota',
  cj: 'cronjob',
  svc: 'service',
  ing: 'ingress',
  pdb: 'poddisruptionbudget',
};

const creations = [
  'clusterrole clusterrolebinding configmap cronjob deployment ingress job namespace poddisruptionbudget',
  'priorityclass quota role rolebinding secret service serviceaccount token',
].join(' ');

/** Commands whose first word is a command of its own, and those words. */
const subcommands: Readonly<Record<string, string>> = {
  create: creations,
  rollout: 'history pause restart resume status undo',
  set: 'env image resources selector serviceaccount subject',
  auth: 'can-i reconcile whoami',
  apply: 'edit-last-applied set-last-applied view-last-applied',
  certificate: 'approve deny',
  top: 'node pod',
  'create secret': 'docker-registry generic tls',
  'create service': 'clusterip externalname loadbalancer nodeport',
};

const other: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  create: createNames,
  set: { sa: 'serviceaccount' },
  top: { nodes: 'node', no: 'node', pods: 'pod', po: 'pod' },
};

/** `create deployment`: the command and those below it that the words go on to, by the names that its usage tells. */
export function commandPath(command: string, words: readonly string[]): string {
  const [first, ...rest] = words.filter((word) => !word.startsWith('-'));
  const name = first === undefined ? undefined : (other[command]?.[first] ?? first);
  if (name === undefined || !(subcommands[command]?.split(' ') ?? []).includes(name)) return command;
  return commandPath(`${command} ${name}`, rest);
}
