import { basename } from 'node:path';
import { splitWords } from '../kubernetes/kubectl/words.ts';
import { defaultNodes, settledDefaults } from '../scenario/defaults.ts';
import { durationMs } from '../scenario/duration.ts';
import { clusterOfObjects } from '../scenario/read-cluster.ts';
import { documentsOf, isScenario, knownFaults, readScenarioDocument } from '../scenario/read-scenario.ts';
import type { Action, Cluster, Scenario } from '../scenario/scenario.ts';
import type { RunArguments } from './arguments.ts';
import { BadInput, refuse } from './bad-input.ts';
import { readClusterFile } from './cluster-file.ts';
import { shellWord, unfinishedCommands } from './command-words.ts';
import { readText } from './read-file.ts';

/**
 * The runs that the arguments ask for, in the order of the arguments: one for each scenario, and one for all plain
 * manifests together, at the place of the first of them.
 */
export function scenariosFor(given: RunArguments): readonly Scenario[] {
  const scenarios: Scenario[] = [];
  const manifests: { readonly name: string; readonly text: string }[] = [];
  let before = 0;
  for (const path of given.files) {
    const text = readText(path, 'a manifest or a scenario');
    const { documents, lines, problems } = documentsOf(text, path);
    const found = problems.length > 0 ? [] : documents.filter(isScenario);
    // What is no scenario is kubectl's to judge, broken YAML included, as long as it does not claim to be one.
    if (found.length === 0 && !/^kind:\s*["']?Scenario/m.test(text)) {
      if (manifests.length === 0) before = scenarios.length;
      manifests.push({ name: path === '-' ? 'stdin.yaml' : basename(path), text });
      continue;
    }
    if (problems.length > 0) refuse(problems);
    for (const document of found) {
      const outcome = readScenarioDocument(document, path, lines);
      const mistakes = [
        ...('problems' in outcome ? outcome.problems : []),
        ...unfinishedCommands(document, path, lines),
      ];
      if ('problems' in outcome || mistakes.length > 0) refuse(mistakes);
      scenarios.push(outcome.scenario);
    }
  }
  if (manifests.length > 0) scenarios.splice(before, 0, plain(manifests, given.apply));
  return scenarios.map((scenario) => adjusted(scenario, given));
}

/** Plain manifests: one run whose actions create the files in order. */
function plain(manifests: readonly { readonly name: string; readonly text: string }[], apply: boolean): Scenario {
  const files: Record<string, string> = {};
  const actions: Action[] = [];
  for (const { name, text } of manifests) {
    const unique = name in files ? `${Object.keys(files).length}-${name}` : name;
    files[unique] = text;
    actions.push({ at: 0, kubectl: `${apply ? 'apply' : 'create'} -f ${shellWord(unique)}`, as: 'kubernetes-admin' });
  }
  const name =
    (manifests[0]?.name ?? 'run')
      .replace(/\.[a-z]+$/i, '')
      .toLowerCase()
      .replace(/[^-a-z0-9]+/g, '-') || 'run';
  const cluster: Cluster = {
    version: 'v1.35',
    nodes: defaultNodes(3),
    objects: [],
    images: [],
    users: {},
    clients: [],
  };
  const { seed, until } = settledDefaults;
  return { name, title: name, seed, until, cluster, files, actions, view: {} };
}

function adjusted(scenario: Scenario, given: RunArguments): Scenario {
  const until = given.until === undefined ? scenario.until : durationMs(given.until);
  if (until === undefined) throw new BadInput(`--until ${given.until}: this is no duration; write 500ms, 90s or 5m`);
  const seed = given.seed === undefined ? scenario.seed : Number(given.seed);
  if (!Number.isSafeInteger(seed)) throw new BadInput(`--seed ${given.seed}: this is no whole number`);
  const more = given.actions.map(readAction);
  const actions = [...scenario.actions, ...more].sort((a, b) => a.at - b.at);
  return { ...scenario, until, seed, actions, cluster: clusterFor(scenario.cluster, given) };
}

/** As many as Kubernetes itself is tested with. */
const mostNodes = 5000;

function clusterFor(cluster: Cluster, given: RunArguments): Cluster {
  if (given.cluster !== undefined) {
    const file = readClusterFile(given.cluster);
    if ('cluster' in file) return { ...cluster, ...file.cluster };
    if (file.printed) return { ...cluster, nodes: [], imported: file.objects };
    return { ...cluster, ...clusterOfObjects(file.objects) };
  }
  if (given.nodes === undefined) return cluster;
  const count = Number(given.nodes);
  if (!/^\d+$/.test(given.nodes) || count < 1 || count > mostNodes)
    throw new BadInput(`--nodes ${given.nodes}: write a whole number from 1 to ${mostNodes}`);
  return { ...cluster, nodes: defaultNodes(count) };
}

/** `10s kubectl delete pod nginx`, `20s fault stop-kubelet worker-1` */
function readAction(text: string): Action {
  const [when = '', what = '', ...rest] = text.trim().split(/\s+/);
  const at = durationMs(when);
  if (at === undefined) throw new BadInput(`--action "${text}": it has to begin with a time such as 10s`);
  if (what === 'kubectl') {
    const kubectl = text.trim().replace(/^\S+\s+kubectl\s*/, '');
    const split = splitWords(kubectl);
    if ('error' in split)
      throw new BadInput(`--action '${text}': ${split.error}; close it, or escape it as \\" or \\'`);
    return { at, kubectl, as: 'kubernetes-admin' };
  }
  if (what !== 'fault' && what !== 'heal')
    throw new BadInput(`--action "${text}": after the time comes kubectl, fault or heal`);
  const [name = '', target] = rest;
  if (!knownFaults.includes(name)) {
    throw new BadInput(
      `--action "${text}": there is no fault called "${name}"${knownFaults.length > 0 ? `; use one of: ${knownFaults.join(', ')}` : ' yet'}`,
    );
  }
  const aimed = target === undefined ? {} : { target };
  return what === 'fault' ? { at, fault: name, ...aimed } : { at, heal: name, ...aimed };
}
