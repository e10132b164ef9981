import { base64 } from '../../api/base64.ts';
import type { Fields } from '../../api/fields.ts';
import { isQuantity, quantityError } from '../../api/quantity.ts';
import type { KubectlContext } from '../context.ts';
import { type Arguments, flag, flagList, isOn } from '../flags.ts';
import { budgetFor } from './budget-generator.ts';
import { configMapHash, secretHash } from './content-hash.ts';
import { dataOf } from './data-sources.ts';
import { ingressFor } from './ingress-generator.ts';
import { rbacGenerators } from './rbac-generators.ts';

/** The object that the words describe, or what is wrong with them. */
export type Generator = (words: readonly string[], args: Arguments, context: KubectlContext) => Fields | string;

const exactlyOne = (words: readonly string[]) => `exactly one NAME is required, got ${words.length}`;

/** A generator that needs one name. */
const named =
  (make: (name: string, args: Arguments, context: KubectlContext) => Fields | string): Generator =>
  (words, args, context) =>
    words.length === 1 ? make(words[0] ?? '', args, context) : exactlyOne(words);

const missing = (...flags: readonly string[]) =>
  `required flag(s) ${flags.map((name) => `"${name}"`).join(', ')} not set`;

const lastPart = (image: string) => (image.split('/').at(-1) ?? '').split('@')[0]?.split(':')[0] ?? '';

const namespace = named((name) => ({ kind: 'Namespace', apiVersion: 'v1', metadata: { name }, spec: {}, status: {} }));
const serviceAccount = named((name) => ({ kind: 'ServiceAccount', apiVersion: 'v1', metadata: { name } }));

const deployment = named((name, args) => {
  const images = flagList(args, 'image');
  if (images.length === 0) return missing('image');
  if (images.length > 1 && args.behind !== undefined) return `cannot specify multiple --image options and command`;
  const port = flag(args, 'port');
  const ports = port === undefined ? {} : { ports: [{ containerPort: Number(port) }] };
  const labels = { app: name };
  const behind = args.behind === undefined ? {} : { command: args.behind };
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name, labels },
    spec: {
      replicas: Number(flag(args, 'replicas') ?? 1),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: images.map((image) => ({ name: lastPart(image), image, ...behind, resources: {}, ...ports })),
        },
      },
      strategy: {},
    },
    status: {},
  };
});

const configMap = named((name, args, context) => {
  const data = dataOf('ConfigMap', name, args, context);
  if (typeof data === 'string') return data;
  const hash = isOn(args, 'append-hash') ? `-${configMapHash(name, data)}` : '';
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: `${name}${hash}` },
    ...(Object.keys(data).length === 0 ? {} : { data }),
  };
});

const encoded = (data: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)]));

const unknownType = (kind: string, words: readonly string[]): string =>
  `unknown command "${words.join(' ')}"\nSee 'kubectl create ${kind} -h' for help and examples`;

const secret: Generator = ([type = '', ...words], args, context) => {
  const [name] = words;
  if (!['generic', 'tls', 'docker-registry'].includes(type)) return unknownType('secret', [type, ...words]);
  if (name === undefined || words.length > 1) return exactlyOne(words);
  const make = (kind: string | undefined, data: Readonly<Record<string, string>>) => ({
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: {
      name: isOn(args, 'append-hash') ? `${name}-${secretHash(name, kind ?? '', encoded(data))}` : name,
    },
    ...(Object.keys(data).length === 0 ? {} : { data: encoded(data) }),
    ...(kind === undefined ? {} : { type: kind }),
  });
  if (type === 'generic') {
    const data = dataOf('Secret', name, args, context);
    return typeof data === 'string' ? data : make(flag(args, 'type'), data);
  }
  if (type === 'tls') {
    if ((flag(args, 'cert') ?? '') === '' || (flag(args, 'key') ?? '') === '') return 'key and cert must be specified';
    const [cert, key] = [context.files[flag(args, 'cert') ?? ''], context.files[flag(args, 'key') ?? '']];
    if (cert === undefined || key === undefined)
      return `open ${flag(args, cert === undefined ? 'cert' : 'key') ?? ''}: no such file or directory`;
    return make('kubernetes.io/tls', { 'tls.crt': cert, 'tls.key': key });
  }
  const [user, password] = [flag(args, 'docker-username') ?? '', flag(args, 'docker-password') ?? ''];
  if (user === '' || password === '')
    return 'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required';
  const server = flag(args, 'docker-server') ?? 'https://index.docker.io/v1/';
  const email = flag(args, 'docker-email');
  const login = {
    username: user,
    password,
    ...(email === undefined ? {} : { email }),
    auth: base64(`${user}:${password}`),
  };
  return make('kubernetes.io/dockerconfigjson', {
    '.dockerconfigjson': JSON.stringify({ auths: { [server]: login } }),
  });
};

const priorityClass = named((name, args) => ({
  kind: 'PriorityClass',
  apiVersion: 'scheduling.k8s.io/v1',
  metadata: { name },
  value: Number(flag(args, 'value') ?? 0),
  ...(isOn(args, 'global-default') ? { globalDefault: true } : {}),
  ...(flag(args, 'description') === undefined ? {} : { description: flag(args, 'description') }),
  preemptionPolicy: flag(args, 'preemption-policy') ?? 'PreemptLowerPriority',
}));

const quota = named((name, args) => {
  const hard = (flag(args, 'hard') ?? '').split(',').filter((pair) => pair !== '');
  for (const pair of hard) {
    const [, amount, ...more] = pair.split('=');
    if (amount === undefined || more.length > 0) return `Invalid argument syntax ${pair}, expected <resource>=<value>`;
    if (!isQuantity(amount)) return quantityError;
  }
  const scopes = (flag(args, 'scopes') ?? '').split(',').filter((scope) => scope !== '');
  return {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    metadata: { name },
    spec: {
      hard: Object.fromEntries(hard.map((pair) => pair.split('=') as [string, string])),
      ...(scopes.length === 0 ? {} : { scopes }),
    },
    status: {},
  };
});

const job = named((name, args) => {
  const image = flag(args, 'image');
  if (image === undefined) return 'either --image or --from must be specified';
  const command = args.behind === undefined ? {} : { command: args.behind };
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: { name },
    spec: {
      template: {
        metadata: {},
        spec: { containers: [{ name, image, ...command, resources: {} }], restartPolicy: 'Never' },
      },
    },
    status: {},
  };
});

const cronJob = named((name, args) => {
  const [image, schedule] = [flag(args, 'image'), flag(args, 'schedule')];
  const absent = ['image', 'schedule'].filter((each) => flag(args, each) === undefined);
  if (absent.length > 0) return missing(...absent);
  const command = args.behind === undefined ? {} : { command: args.behind };
  const template = {
    metadata: {},
    spec: {
      containers: [{ name, image, ...command, resources: {} }],
      restartPolicy: flag(args, 'restart') ?? 'OnFailure',
    },
  };
  return {
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: { name },
    spec: { schedule, jobTemplate: { metadata: { name }, spec: { template } } },
    status: {},
  };
});

const serviceTypes: Readonly<Record<string, string>> = {
  clusterip: 'ClusterIP',
  nodeport: 'NodePort',
  loadbalancer: 'LoadBalancer',
  externalname: 'ExternalName',
};

/** Source: v1.35 kubectl pkg/cmd/create/create_service.go parsePorts */
function portProblem(pair: string): string | undefined {
  const [port = ''] = pair.split(':');
  if (!/^\d+$/.test(port)) return `strconv.ParseUint: parsing ${JSON.stringify(port)}: invalid syntax`;
  return Number(port) > 65535 ? `strconv.ParseUint: parsing ${JSON.stringify(port)}: value out of range` : undefined;
}

const service: Generator = ([type = '', ...words], args) => {
  const kind = serviceTypes[type];
  const [name] = words;
  if (kind === undefined) return unknownType('service', [type, ...words]);
  if (kind === 'ExternalName' && !args.flags.has('external-name')) return missing('external-name');
  if (name === undefined || words.length > 1) return exactlyOne(words);
  const headless = flag(args, 'clusterip') === 'None';
  if (!headless && kind !== 'ExternalName' && flagList(args, 'tcp').length === 0)
    return 'at least one tcp port specifier must be provided';
  const odd = flagList(args, 'tcp')
    .map(portProblem)
    .find((problem) => problem !== undefined);
  if (odd !== undefined) return odd;
  const ports = flagList(args, 'tcp').map((pair) => {
    const [port = '', target = port] = pair.split(':');
    const node = flag(args, 'node-port');
    return {
      name: pair.replace(':', '-'),
      port: Number(port),
      protocol: 'TCP',
      targetPort: /^\d+$/.test(target) ? Number(target) : target,
      ...(node === undefined ? {} : { nodePort: Number(node) }),
    };
  });
  const address = flag(args, 'clusterip');
  const spec: Fields = {
    ...(ports.length === 0 ? {} : { ports }),
    selector: { app: name },
    type: kind,
    ...(address === undefined ? {} : { clusterIP: address }),
    ...(kind === 'ExternalName' ? { externalName: flag(args, 'external-name') } : {}),
  };
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, labels: { app: name } },
    spec,
    status: { loadBalancer: {} },
  };
};

export const generators: Readonly<Record<string, Generator>> = {
  namespace,
  ns: namespace,
  serviceaccount: serviceAccount,
  sa: serviceAccount,
  deployment,
  deploy: deployment,
  configmap: configMap,
  cm: configMap,
  secret,
  priorityclass: priorityClass,
  pc: priorityClass,
  quota,
  resourcequota: quota,
  job,
  cronjob: cronJob,
  cj: cronJob,
  service,
  svc: service,
  ingress: named(ingressFor),
  ing: named(ingressFor),
  poddisruptionbudget: named(budgetFor),
  pdb: named(budgetFor),
  ...rbacGenerators,
};
