import { parse } from 'yaml';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { KnownCluster } from '../../kubernetes/scheduling/known-cluster.ts';
import { defaultNodes } from '../../scenario/defaults.ts';
import { documentsOf } from '../../scenario/read-scenario.ts';
import type { NodeSpec } from '../../scenario/scenario.ts';
import { nodeManifest } from '../../simulation/bootstrap/node-manifest.ts';
import { CannotRun } from '../../simulation/cannot-run.ts';
import { allRules } from '../../simulation/rules/all.ts';
import { BadInput, refuse } from '../bad-input.ts';
import { items, readClusterFile } from '../cluster-file.ts';
import { readText } from '../read-file.ts';
import { usage } from '../usage.ts';
import { readScheduleArguments, type ScheduleArguments } from './arguments.ts';
import { answerLine } from './batch.ts';
import { decideFor } from './decide-for.ts';
import { incomingPods } from './incoming-pods.ts';
import { answerJson } from './json.ts';
import { answerTable } from './table.ts';

/** `podscope schedule`: the exit code. */
export function schedule(words: readonly string[]): number {
  if (words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage);
    return 0;
  }
  const given = readScheduleArguments(words);
  if (typeof given === 'string') {
    process.stderr.write(`podscope: ${given}\n\n${usage.trimEnd()}\n`);
    return 2;
  }
  try {
    if (given.batch === undefined) scheduleFile(given);
    else scheduleBatch(given.batch);
    return 0;
  } catch (problem) {
    if (!(problem instanceof BadInput || problem instanceof CannotRun)) throw problem;
    process.stderr.write(`podscope: ${problem.message}\n`);
    return 2;
  }
}

function scheduleBatch(path: string): void {
  const text = readText(path, 'a file with one case a line');
  for (const [i, line] of text.split('\n').entries())
    if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answerLine(line, `${path}:${i + 1}`))}\n`);
}

function scheduleFile(given: ScheduleArguments): void {
  const path = given.pod ?? '-';
  const known = clusterObjects(given.cluster);
  const pods = incomingPods(manifests(path), known, path);
  const configuration = given.config === undefined ? undefined : manifests(given.config)[0];
  const profiles = allRules.scheduler.profiles(configuration);
  const cluster = understood(given.cluster, () => new KnownCluster(known));
  const table = (given.output ?? (process.stdout.isTTY ? 'table' : 'json')) === 'table';
  for (const pod of pods) {
    const wishes = { preempt: allRules.scheduler.preempt, ...given };
    const answer = understood(given.cluster, () => decideFor(pod, cluster, profiles, wishes));
    process.stdout.write(table ? answerTable(answer) : `${JSON.stringify(answerJson(answer))}\n`);
  }
}

/** Objects of a file count as they stand there: no API server has looked at them. */
function understood<T>(path: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (problem) {
    if (path === undefined || problem instanceof BadInput) throw problem;
    throw new BadInput(`${path}: an object in it is not as Kubernetes has it: ${(problem as Error).message}`);
  }
}

function manifests(path: string): readonly Manifest[] {
  const { documents, problems } = documentsOf(readText(path, 'a manifest'), path);
  if (problems.length > 0) refuse(problems);
  return documents.flatMap((document) => items(parse(String(document)), path));
}

/** Without a file: the three nodes that every scenario has. */
function clusterObjects(path: string | undefined): readonly Manifest[] {
  const made = (nodes: readonly NodeSpec[]): readonly Manifest[] => nodes.map((node, i) => nodeManifest(node, i));
  if (path === undefined) return made(defaultNodes(3));
  const file = readClusterFile(path);
  return 'objects' in file ? file.objects : [...made(file.cluster.nodes), ...file.cluster.objects];
}
