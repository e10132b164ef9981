import type { Calls } from '../../api/calls.ts';
import { at, byText, compact, type Fields, fieldsOf, own } from '../../api/fields.ts';
import { goJson } from '../../api/go-text.ts';
import { isLabelValue } from '../../api/names.ts';
import type { Command, KubectlContext } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { changingFlags, type LiveTarget, liveTargets } from './live-targets.ts';
import { resourcesAndPairs } from './resources-and-pairs.ts';
import { sendPatch } from './send-patch.ts';

interface Changes {
  readonly set: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
}

interface Kind {
  readonly name: 'label' | 'annotate';
  readonly field: 'labels' | 'annotations';
  readonly what: 'label' | 'annotation';
  readonly read: (pairs: readonly string[]) => Changes | string;
  /** Why nothing may be overwritten. */
  readonly clash: (set: Changes['set'], before: Fields) => string | undefined;
  readonly word: (before: Fields, after: Fields, args: Arguments) => string;
}

/** `key=value` sets, `key-` takes away. Source: v1.35 kubectl pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go */
function keyed(kind: Kind): Command {
  return {
    name: kind.name,
    flags: {
      ...changingFlags,
      overwrite: 'switch',
      all: 'switch',
      'all-namespaces': 'switch',
      list: 'switch',
      selector: 'value',
      'field-selector': 'value',
      'resource-version': 'value',
    },
    run: function* (args, context): Calls<Outcome> {
      const report = new Report();
      const words = resourcesAndPairs(args.words, kind.what);
      const changes = 'error' in words ? words.error : kind.read(words.pairs);
      if ('error' in words || typeof changes === 'string') {
        report.fail(plain(String(changes)));
        return report.outcome();
      }
      const problem = problemOf(kind, args, words.resources, changes);
      if (problem !== undefined) {
        report.fail(plain(problem));
        return report.outcome();
      }
      const targets = yield* liveTargets(words.resources, args, context, report);
      const one = targets.length === 1 && !isOn(args, 'all') && flag(args, 'selector') === undefined;
      if (!one && args.flags.has('resource-version'))
        report.fail(plain('--resource-version may only be used with a single resource'));
      else for (const target of targets) yield* change(report, args, context, kind, target, changes, one);
      return report.outcome();
    },
  };
}

function problemOf({ what }: Kind, args: Arguments, resources: readonly string[], changes: Changes) {
  if (isOn(args, 'list') && (flag(args, 'output') ?? '') !== '')
    return '--list and --output may not be specified together';
  for (const other of ['selector', 'field-selector'])
    if (isOn(args, 'all') && (flag(args, other) ?? '') !== '')
      return `cannot set --all and --${other} at the same time`;
  if (isOn(args, 'local') && !args.flags.has('filename'))
    return 'one or more files must be specified as -f pod.yaml or --filename=pod.json';
  if (resources.length === 0 && !args.flags.has('filename'))
    return 'one or more resources must be specified as <resource> <name> or <resource>/<name>';
  if (Object.keys(changes.set).length + changes.removed.length === 0 && !isOn(args, 'list'))
    return `at least one ${what} update is required`;
  return undefined;
}

function* change(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  kind: Kind,
  target: LiveTarget,
  { set, removed }: Changes,
  one: boolean,
): Calls<void> {
  const before = fieldsOf(at(target.live, 'metadata', kind.field));
  const clash = isOn(args, 'overwrite') ? undefined : kind.clash(set, before);
  if (kind.name === 'label' && !isOn(args, 'list') && !isOn(args, 'local') && flag(args, 'dry-run') !== 'client')
    for (const key of removed) if (own(before, key) === undefined) report.print(`label "${key}" not found.`);
  if (clash !== undefined) {
    report.fail(plain(clash));
    return;
  }
  const after = compact({ ...before, ...set, ...Object.fromEntries(removed.map((key) => [key, undefined])) });
  if (isOn(args, 'list')) {
    if (!one) {
      const { kind: name, group } = target.resource;
      report.print(`Listing ${kind.field} for ${name}.${group}/${target.name}:`);
    }
    for (const key of Object.keys(after).sort(byText)) report.print(`${one ? '' : ' '}${key}=${String(after[key])}`);
    return;
  }
  const entries = [
    ...Object.entries(set).filter(([key, value]) => own(before, key) !== value),
    ...removed.filter((key) => own(before, key) !== undefined).map((key) => [key, null] as const),
  ];
  const version = flag(args, 'resource-version');
  const metadata = {
    ...(entries.length === 0 ? {} : { [kind.field]: Object.fromEntries(entries) }),
    ...(version === undefined ? {} : { resourceVersion: version }),
  };
  const changed = { ...target.live, metadata: { ...fieldsOf(target.live.metadata), [kind.field]: after } };
  yield* sendPatch(report, args, context, target, {
    type: 'merge',
    body: Object.keys(metadata).length === 0 ? {} : { metadata },
    manager: `kubectl-${kind.name}`,
    word: kind.word(target.live, changed, args),
  });
}

/** The pairs as they are; the last one of a key counts. */
function readPairs(pairs: readonly string[]): Changes {
  const set = pairs
    .filter((pair) => pair.includes('=') && !pair.startsWith('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return {
    set: Object.fromEntries(set),
    removed: pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1)),
  };
}

export const label = keyed({
  name: 'label',
  field: 'labels',
  what: 'label',
  read: (pairs) => {
    for (const pair of pairs.filter((each) => each.includes('='))) {
      const [, value = '', ...more] = pair.split('=');
      if (more.length > 0) return `invalid label spec: ${pair}`;
      const problems = isLabelValue(value);
      if (problems.length > 0) return `invalid label value: "${pair}": ${problems.join(';')}`;
    }
    const changes = readPairs(pairs);
    return changes.removed.some((key) => own(changes.set, key) !== undefined)
      ? 'can not both modify and remove a label in the same command'
      : changes;
  },
  clash: (set, before) => {
    const taken = Object.keys(set).filter((key) => own(before, key) !== undefined && own(before, key) !== set[key]);
    const texts = taken.map((key) => `'${key}' already has a value (${String(before[key])}), and --overwrite is false`);
    return texts.length < 2 ? texts[0] : `[${texts.join(', ')}]`;
  },
  // It looks at which text is longer, and no closer.
  word: (before, after, args) => {
    const [old, now] = [goJson(before), goJson(after)];
    if (old === now) return 'not labeled';
    return !isOn(args, 'overwrite') && now.length < old.length ? 'unlabeled' : 'labeled';
  },
});

const changeCause = 'kubernetes.io/change-cause';

export const annotate = keyed({
  name: 'annotate',
  field: 'annotations',
  what: 'annotation',
  read: (pairs) => {
    const changes = readPairs(pairs);
    const both = changes.removed.filter((key) => own(changes.set, key) !== undefined);
    return both.length > 0
      ? `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`
      : changes;
  },
  clash: (set, before) => {
    const taken = Object.keys(set).filter(
      (key) => key !== changeCause && own(before, key) !== undefined && own(before, key) !== set[key],
    );
    if (taken.length === 0) return undefined;
    const texts = taken.map((key) => `'${key}' already has a value (${String(before[key])})`);
    return `--overwrite is false but found the following declared annotation(s): ${texts.join('; ')}`;
  },
  word: () => 'annotated',
});
