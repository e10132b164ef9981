import { fieldsOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import type { SchedulingPlugin } from './framework.ts';
import { wrongArguments } from './plugin-arguments.ts';
import { defaultSchedulerName, type Profile, type WeightedPlugin } from './profile.ts';

/** A plugin that is made with the arguments of a configuration. */
export interface PluginFactory {
  readonly name: string;
  /** Of its score by default; 0 for one that scores nothing. */
  readonly weight: number;
  make(args: Readonly<Record<string, unknown>> | undefined): SchedulingPlugin;
}

/** A configuration that cannot be used: what is wrong, and where. */
export class BadConfiguration extends Error {}

const preemption = 'DefaultPreemption';

/** Plugins of the default profile that neither filter nor score here. */
const others = ['SchedulingGates', 'PrioritySort', preemption, 'DefaultBinder'];

interface Named {
  readonly name: string;
  readonly weight: number;
}

/**
 * The profiles of a KubeSchedulerConfiguration; without one, the default profile.
 * Source: v1.35 pkg/scheduler/apis/config/v1/{defaults,default_plugins}.go
 *
 * @throws BadConfiguration
 */
export function profilesOf(configuration: unknown, factories: readonly PluginFactory[]): readonly Profile[] {
  const { profiles, percentageOfNodesToScore, apiVersion } = fieldsOf(configuration);
  if (configuration !== undefined && apiVersion !== 'kubescheduler.config.k8s.io/v1')
    throw new BadConfiguration(
      `apiVersion: kube-scheduler v1.35 reads kubescheduler.config.k8s.io/v1, not "${textOf(apiVersion)}"`,
    );
  const rows = rowsOf(profiles);
  const percentage = numberOf(percentageOfNodesToScore) ?? 0;
  const found = (rows.length === 0 ? [{}] : rows).map((row, i) =>
    profileOf(row, `profiles[${i}]`, factories, percentage),
  );
  const names = found.map(({ schedulerName }) => schedulerName);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new BadConfiguration(`profiles: two of them are called "${twice}"`);
  return found;
}

function profileOf(
  row: Readonly<Record<string, unknown>>,
  path: string,
  factories: readonly PluginFactory[],
  percentage: number,
): Profile {
  const sets = fieldsOf(row['plugins']);
  for (const [point, set] of Object.entries(sets)) check(set, `${path}.plugins.${point}`, factories);
  const args = argsOf(row, path, factories);
  const all = merged(
    [...factories.map(({ name, weight }) => ({ name, weight })), ...others.map(unweighted)],
    sets['multiPoint'],
  );
  const at = (point: string): readonly WeightedPlugin[] =>
    merged(all, sets[point]).flatMap(({ name, weight }) => {
      const factory = factories.find((each) => each.name === name);
      return factory === undefined ? [] : [{ plugin: factory.make(args.get(name)), weight: weight === 0 ? 1 : weight }];
    });
  const filters = at('filter').map(({ plugin }) => plugin);
  return {
    schedulerName: textOf(row['schedulerName']) || defaultSchedulerName,
    percentageOfNodesToScore: numberOf(row['percentageOfNodesToScore']) ?? percentage,
    filters: filters.filter(({ preFilter }) => preFilter !== undefined),
    scores: at('score').filter(({ plugin }) => plugin.preScore !== undefined),
    preempts: merged(all, sets['postFilter']).some(({ name }) => name === preemption),
  };
}

const unweighted = (name: string): Named => ({ name, weight: 0 });

/** Those disabled go; those enabled again keep their place with another weight, new ones come last. */
function merged(known: readonly Named[], set: unknown): readonly Named[] {
  const disabled = rowsOf(fieldsOf(set)['disabled']).map(({ name }) => textOf(name));
  const enabled = rowsOf(fieldsOf(set)['enabled']).map(({ name, weight }) => ({
    name: textOf(name),
    weight: numberOf(weight),
  }));
  const left = known.filter(({ name }) => !disabled.includes('*') && !disabled.includes(name));
  const places = new Map(left.map((each) => [each.name, each]));
  for (const { name, weight } of enabled) places.set(name, { name, weight: weight ?? places.get(name)?.weight ?? 0 });
  return [...places.values()];
}

function check(set: unknown, path: string, factories: readonly PluginFactory[]): void {
  const known = [...factories.map(({ name }) => name), ...others];
  for (const list of ['enabled', 'disabled'])
    for (const [i, { name }] of rowsOf(fieldsOf(set)[list]).entries())
      if (name !== '*' && !known.includes(textOf(name)))
        throw new BadConfiguration(
          `${path}.${list}[${i}].name: there is no plugin "${textOf(name)}"; plugins from elsewhere are not modelled. There are: ${known.join(', ')}`,
        );
}

function argsOf(
  row: Readonly<Record<string, unknown>>,
  path: string,
  factories: readonly PluginFactory[],
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [i, { name, args }] of rowsOf(row['pluginConfig']).entries()) {
    if (![...factories.map((each) => each.name), ...others].includes(textOf(name)))
      throw new BadConfiguration(`${path}.pluginConfig[${i}].name: there is no plugin "${textOf(name)}"`);
    const wrong = wrongArguments(textOf(name), args ?? {});
    if (wrong !== undefined)
      throw new BadConfiguration(`${path}.pluginConfig[${i}].args${/^[.[]/.test(wrong) ? '' : ' '}${wrong}`);
    found.set(textOf(name), fieldsOf(args));
  }
  return found;
}
