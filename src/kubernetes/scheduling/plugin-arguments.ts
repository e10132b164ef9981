import { isFields } from '../api/fields.ts';

/** What is wrong with a value, as the end of a sentence; undefined where nothing is. */
type Check = (value: unknown) => string | undefined;

const number =
  (from: number, to: number): Check =>
  (value) =>
    typeof value === 'number' && value >= from && value <= to ? undefined : `is no number from ${from} to ${to}`;
const text: Check = (value) => (typeof value === 'string' ? undefined : 'is no text');
const truth: Check = (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false');
const anything: Check = (value) => (isFields(value) ? undefined : 'is no object');
const one =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(String(value)) ? undefined : `is none of ${words.join(', ')}`;

const list =
  (of: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return 'is no list';
    for (const [i, each] of value.entries()) {
      const wrong = of(each);
      if (wrong !== undefined) return `[${i}]${wrong.startsWith('.') ? '' : ' '}${wrong}`;
    }
    return undefined;
  };

/** @param needed fields that have to be there */
const fields =
  (known: Readonly<Record<string, Check>>, needed: readonly string[] = []): Check =>
  (value) => {
    if (!isFields(value)) return 'is no object';
    for (const name of needed) if (value[name] === undefined) return `.${name} is missing`;
    for (const [name, each] of Object.entries(value)) {
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      const wrong = check === undefined ? 'is no field of it' : check(each);
      if (wrong !== undefined) return `.${name}${/^[.[]/.test(wrong) ? '' : ' '}${wrong}`;
    }
    return undefined;
  };

const meta = { apiVersion: text, kind: text };
const resources = list(fields({ name: text, weight: number(1, 100) }, ['name']));
const shape = list(fields({ utilization: number(0, 100), score: number(0, 10) }, ['utilization', 'score']));
const constraint = fields(
  {
    maxSkew: number(1, 2 ** 31),
    topologyKey: text,
    whenUnsatisfiable: one('DoNotSchedule', 'ScheduleAnyway'),
    nodeAffinityPolicy: one('Honor', 'Ignore'),
    nodeTaintsPolicy: one('Honor', 'Ignore'),
  },
  ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
);
const terms = list(fields({ matchExpressions: list(anything), matchFields: list(anything) }));
const affinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: fields({ nodeSelectorTerms: terms }, ['nodeSelectorTerms']),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    fields({ weight: number(1, 100), preference: anything }, ['weight', 'preference']),
  ),
});

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go */
const known: Readonly<Record<string, Check>> = {
  NodeResourcesFit: fields({
    ...meta,
    ignoredResources: list(text),
    ignoredResourceGroups: list(text),
    scoringStrategy: fields({
      type: one('LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio'),
      resources,
      requestedToCapacityRatio: fields({ shape }),
    }),
  }),
  NodeResourcesBalancedAllocation: fields({ ...meta, resources }),
  NodeAffinity: fields({ ...meta, addedAffinity: affinity }),
  InterPodAffinity: fields({
    ...meta,
    hardPodAffinityWeight: number(0, 100),
    ignorePreferredTermsOfExistingPods: truth,
  }),
  PodTopologySpread: fields({ ...meta, defaultConstraints: list(constraint), defaultingType: one('System', 'List') }),
};

/** What is wrong with the arguments of a plugin; of plugins that take none here, nothing is said. */
export const wrongArguments = (plugin: string, args: unknown): string | undefined =>
  Object.hasOwn(known, plugin) ? known[plugin]?.(args) : undefined;
