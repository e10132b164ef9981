import { resourceNamed, resources } from '../../kubernetes/api/resources.ts';

/** Commands and the words that may follow them at once; a kind of the API where it says so. */
const commands: Readonly<Record<string, readonly string[] | 'kind' | 'node' | 'pod'>> = {
  annotate: 'kind',
  'api-resources': [],
  'api-versions': [],
  apply: ['-f'],
  auth: ['can-i', 'whoami'],
  autoscale: 'kind',
  'cluster-info': [],
  config: ['current-context', 'get-contexts', 'view'],
  cordon: 'node',
  create: [
    '-f',
    'configmap',
    'cronjob',
    'deployment',
    'ingress',
    'job',
    'namespace',
    'quota',
    'role',
    'rolebinding',
    'secret',
    'service',
    'serviceaccount',
  ],
  debug: 'pod',
  delete: 'kind',
  describe: 'kind',
  diff: ['-f'],
  drain: 'node',
  edit: 'kind',
  events: [],
  exec: 'pod',
  explain: 'kind',
  expose: 'kind',
  get: 'kind',
  label: 'kind',
  logs: 'pod',
  patch: 'kind',
  'port-forward': 'pod',
  replace: ['-f'],
  rollout: ['history', 'pause', 'restart', 'resume', 'status', 'undo'],
  run: [],
  scale: 'kind',
  set: ['env', 'image', 'resources', 'selector', 'serviceaccount'],
  taint: ['nodes'],
  top: ['nodes', 'pods'],
  uncordon: 'node',
  version: [],
  wait: ['--for=condition=Ready', '--for=delete'],
};

const flags: Readonly<Record<string, readonly string[]>> = {
  get: ['--all-namespaces', '--field-selector=', '--output=', '--selector=', '--show-labels', '--sort-by=', '--watch'],
  describe: ['--all-namespaces', '--selector='],
  delete: ['--force', '--grace-period=', '--now', '--wait=false'],
  logs: ['--all-containers', '--container=', '--follow', '--previous', '--tail='],
  scale: ['--replicas='],
  create: ['--dry-run=client', '--dry-run=server', '--image=', '--output=yaml'],
  apply: ['--dry-run=server', '--force-conflicts', '--server-side'],
};

const everywhere: readonly string[] = ['--as=', '--namespace='];

/** What the completion may look at: the cluster at the cursor, and the files of the scenario. */
export interface Known {
  readonly files: readonly string[];
  /** Names of the objects of a resource, as of the cursor. */
  readonly names: (plural: string) => readonly string[];
}

export interface CompletedWord {
  /** Where the word that is completed begins. */
  readonly from: number;
  readonly options: readonly string[];
}

/** Words that may stand where the text ends. The text is what follows `kubectl`. */
export function completeCommand(text: string, known: Known): CompletedWord {
  const words = text.split(/\s+/);
  const last = words.at(-1) ?? '';
  const from = text.length - last.length;
  const options = candidates(words.slice(0, -1), last, known).filter(
    (option) => option.startsWith(last) && option !== last,
  );
  return { from, options: [...new Set(options)].sort((a, b) => (a < b ? -1 : 1)) };
}

function candidates(before: readonly string[], last: string, known: Known): readonly string[] {
  const [command = '', ...rest] = before.filter((word) => word !== '');
  if (command === '') return Object.keys(commands);
  const previous = before.at(-1) ?? '';
  if (previous === '-f' || previous === '--filename') return known.files;
  if (previous === '-n' || previous === '--namespace') return known.names('namespaces');
  if (last.startsWith('--namespace=')) return known.names('namespaces').map((name) => `--namespace=${name}`);
  if (last.startsWith('-')) return [...(flags[command] ?? []), ...everywhere];
  const first = commands[command];
  if (first === undefined) return [];
  const given = rest.filter((word) => !word.startsWith('-'));
  if (first === 'node') return known.names('nodes');
  if (first === 'pod') return [...known.names('pods'), ...withKind(last, known)];
  if (first !== 'kind') return given.length === 0 ? first : nested(command, given, last, known);
  return objects(given, last, known);
}

/** `rollout status deploy/web`, `set image deploy/web`. */
const nested = (command: string, given: readonly string[], last: string, known: Known): readonly string[] =>
  command === 'rollout' || command === 'set' || command === 'taint'
    ? objects(given.slice(command === 'taint' ? 0 : 1), last, known)
    : [];

function objects(given: readonly string[], last: string, known: Known): readonly string[] {
  const [kind] = given;
  if (kind !== undefined) return known.names(resourceNamed(kind)?.plural ?? '');
  const kinds = resources.map(({ plural }) => plural);
  return last.includes('/') ? withKind(last, known) : ['all', ...kinds];
}

/** `deploy/web` */
function withKind(last: string, known: Known): readonly string[] {
  const slash = last.indexOf('/');
  if (slash < 0) return [];
  const kind = last.slice(0, slash);
  return known.names(resourceNamed(kind)?.plural ?? '').map((name) => `${kind}/${name}`);
}

/** The longest beginning that all words share. */
export function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
