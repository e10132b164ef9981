import type { Calls } from '../../../api/calls.ts';
import { byText, type Fields, fieldsOf, rowsOf, textOf } from '../../../api/fields.ts';
import type { KubectlContext } from '../../context.ts';
import { type Arguments, flag, flagList, isOn } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { type LiveTarget, liveTargets } from '../live-targets.ts';
import { notModelled } from '../not-modelled.ts';
import { isPicked, podSpecOf, withContainers, withPodSpec } from './pod-spec.ts';
import { sendChange } from './send-changes.ts';

interface EnvChanges {
  readonly set: readonly Fields[];
  readonly removed: readonly string[];
}

/** Source: v1.35 kubectl pkg/cmd/set/set_env.go */
export function* setEnv(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const first = args.words.findIndex(isVariable);
  const resources = first < 0 ? args.words : args.words.slice(0, first);
  const given = first < 0 ? [] : args.words.slice(first);
  const problem = problemOf(args, resources, given);
  if (problem !== undefined) {
    report.fail(plain(problem));
    return;
  }
  const imported = yield* fromObject(report, args, context);
  if (report.failed) return;
  const typed = [...(args.flags.get('env') ?? []), ...given];
  const prefix = flag(args, 'prefix') ?? '';
  const set = [...typed.filter((word) => word.includes('=')).map(variable), ...imported];
  const changes = {
    set: prefix === '' ? set : set.map((each) => ({ ...each, name: `${prefix}${textOf(each.name)}` })),
    removed: typed.filter((word) => !word.includes('=')).map((word) => word.slice(0, -1)),
  };
  for (const target of yield* liveTargets(resources, args, context, report))
    yield* changeOne(report, args, context, target, changes);
}

const isVariable = (word: string): boolean => word.includes('=') || word.endsWith('-');

function variable(word: string): Fields {
  const [name, value] = [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];
  return value === '' ? { name } : { name, value };
}

function problemOf(args: Arguments, resources: readonly string[], given: readonly string[]): string | undefined {
  if (isOn(args, 'all') && (flag(args, 'selector') ?? '') !== '')
    return 'cannot set --all and --selector at the same time';
  if (given.some((word) => !isVariable(word)))
    return `all resources must be specified before environment changes: ${args.words.join(' ')}`;
  if (resources.length === 0 && !args.flags.has('filename'))
    return 'one or more resources must be specified as <resource> <name> or <resource>/<name>';
  if (isOn(args, 'list') && (flag(args, 'output') ?? '') !== '')
    return '--list and --output may not be specified together';
  if (args.flags.has('keys') && !args.flags.has('from'))
    return 'when specifying --keys, a configmap or secret must be provided with --from';
  if (isOn(args, 'resolve')) return notModelled('set env --resolve');
  if ((args.flags.get('env') ?? []).includes('-')) return notModelled('set env -e -');
  const bad = given.find((word) => /^[-=]/.test(word));
  return bad === undefined ? undefined : `invalid environment variable spec: ${bad}`;
}

/** `--from=configmap/settings`: each of its keys as a variable that refers to it. */
function* fromObject(report: Report, args: Arguments, context: KubectlContext): Calls<readonly Fields[]> {
  const from = flag(args, 'from') ?? '';
  if (from === '') return [];
  const keys = flagList(args, 'keys');
  const found: Fields[] = [];
  const flags = new Map([...args.flags].filter(([name]) => name === 'namespace'));
  for (const { resource, name, live } of yield* liveTargets([from], { ...args, flags }, context, report)) {
    const source = { Secret: 'secretKeyRef', ConfigMap: 'configMapKeyRef' }[resource.kind];
    if (source === undefined) {
      report.fail(plain('unsupported resource specified in --from'));
      return [];
    }
    for (const key of Object.keys(fieldsOf(live.data)).sort(byText))
      if (keys.length === 0 || keys.includes(key))
        found.push({
          name: key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase(),
          valueFrom: { [source]: { name, key } },
        });
  }
  return found;
}

function* changeOne(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  target: LiveTarget,
  changes: EnvChanges,
): Calls<void> {
  const pattern = flag(args, 'containers') ?? '*';
  const { kind } = target.resource;
  let clash: string | undefined;
  const changed = withPodSpec(target.live, (spec) => {
    const after = withContainers(
      spec,
      ({ name }) => isPicked(name, pattern),
      (container) => {
        clash ??= flag(args, 'overwrite') === 'false' ? clashOf(container, changes) : undefined;
        return withEnv(container, changes);
      },
    );
    if (after === undefined)
      report.tell(`warning: ${kind}/${target.name} does not have any containers matching "${pattern}"`);
    return after ?? spec;
  });
  if (isOn(args, 'list')) {
    if (typeof changed !== 'string') list(report, target, changed, pattern);
    return;
  }
  yield* sendChange(report, args, context, target, clash ?? changed, {
    word: 'env updated',
    failure: 'failed to patch env update to pod template: ',
  });
}

function clashOf({ env }: Fields, { set }: EnvChanges): string | undefined {
  for (const { name, value } of set) {
    const old = rowsOf(env).find((each) => each.name === name);
    if (old !== undefined && textOf(old.value) !== textOf(value))
      return `'${textOf(name)}' already has a value (${textOf(old.value)}), and --overwrite is false`;
  }
  return undefined;
}

/** Changed ones stay in their place, new ones come last. Source: v1.35 kubectl pkg/cmd/set/helper.go updateEnv */
function withEnv(container: Fields, { set, removed }: EnvChanges): Fields {
  const old = rowsOf(container.env);
  const isNew = ({ name }: Fields) => !old.some((each) => each.name === name);
  const kept = old
    .filter(({ name }) => !removed.includes(textOf(name)))
    .map((each) => set.findLast(({ name }) => name === each.name) ?? each);
  const added = set.filter((each, place) => isNew(each) && set.findIndex(({ name }) => name === each.name) === place);
  const env = [...kept, ...added];
  const { env: _, ...others } = container;
  return env.length === 0 ? others : { ...others, env };
}

function list(report: Report, { resource, name }: LiveTarget, object: Fields, pattern: string): void {
  const spec = podSpecOf(object);
  for (const container of [...rowsOf(spec.containers), ...rowsOf(spec.initContainers)]) {
    if (!isPicked(container.name, pattern)) continue;
    report.print(`# ${resource.kind} ${name}, container ${textOf(container.name)}`);
    for (const { name: variable, value, valueFrom } of rowsOf(container.env))
      report.print(
        valueFrom === undefined
          ? `${textOf(variable)}=${textOf(value)}`
          : `# ${textOf(variable)} from ${reference(fieldsOf(valueFrom))}`,
      );
  }
}

/** Source: v1.35 kubectl pkg/cmd/set/env/env_resolve.go GetEnvVarRefString */
function reference(from: Fields): string {
  const [config, secret] = [fieldsOf(from.configMapKeyRef), fieldsOf(from.secretKeyRef)];
  const [field, resource] = [fieldsOf(from.fieldRef), fieldsOf(from.resourceFieldRef)];
  if (from.configMapKeyRef !== undefined) return `configmap ${textOf(config.name)}, key ${textOf(config.key)}`;
  if (from.secretKeyRef !== undefined) return `secret ${textOf(secret.name)}, key ${textOf(secret.key)}`;
  if (from.fieldRef !== undefined) return `field path ${textOf(field.fieldPath)}`;
  if (from.resourceFieldRef === undefined) return 'invalid valueFrom';
  const container = resource.containerName === undefined ? '' : `${textOf(resource.containerName)}/`;
  return `resource field ${container}${textOf(resource.resource)}`;
}
