import { isMap, parse } from 'yaml';
import type { Manifest } from '../kubernetes/api/types.ts';
import { parseYaml } from '../scenario/imported/parse-yaml.ts';
import { readImported } from '../scenario/imported/read-imported.ts';
import type { Problem } from '../scenario/problems.ts';
import { documentsOf, readCluster } from '../scenario/read-scenario.ts';
import type { Cluster } from '../scenario/scenario.ts';
import { Value } from '../scenario/yaml-reader.ts';
import { BadInput, refuse } from './bad-input.ts';
import { readText } from './read-file.ts';

/** A `cluster:` block of a scenario, or Kubernetes objects: exactly those of a cluster, or written by hand. */
export type ClusterFile =
  | { readonly cluster: Cluster }
  | { readonly objects: readonly Manifest[]; readonly printed: boolean };

/** @throws BadInput with what is wrong, and where */
export function readClusterFile(path: string): ClusterFile {
  const text = readText(path, 'a cluster: block, or of what kubectl get nodes,pods -A -o yaml prints');
  const printed = printedCluster(text, path);
  if (printed !== undefined) return { objects: printed, printed: true };
  if (text.trimStart().startsWith('{')) return { objects: items(jsonOf(text, path), path), printed: false };
  const { documents, lines, problems } = documentsOf(text, path);
  if (problems.length > 0) refuse(problems);
  const [first] = documents;
  if (first !== undefined && isMap(first.contents) && !first.contents.has('kind')) {
    const mistakes: Problem[] = [];
    const inner = first.contents.has('cluster') ? first.contents.get('cluster', true) : first.contents;
    const cluster = readCluster(new Value(inner as never, path, 'cluster', { document: first, lines }, mistakes));
    if (mistakes.length > 0) refuse(mistakes);
    return { cluster };
  }
  return { objects: documents.flatMap((document) => items(parse(String(document)), path)), printed: false };
}

/**
 * What kubectl printed of a cluster: its nodes bear the uids that an API server gave them. Nodes without one were
 * written by hand, and are set up and settle like everything of a scenario.
 */
function printedCluster(text: string, path: string): readonly Manifest[] | undefined {
  if (!/\bNode\b/.test(text) || !/\buid\b/.test(text)) return undefined;
  const read = readImported(text, { parseYaml });
  if ('refused' in read) return undefined;
  const { objects, leftOut } = read.imported;
  if (!objects.some(({ kind, metadata }) => kind === 'Node' && metadata?.uid !== undefined)) return undefined;
  for (const { which, line, why } of leftOut)
    process.stderr.write(
      `podscope: warning: ${path}${line === 0 ? '' : `:${line}`}: ${which}: ${why}; it is left out\n`,
    );
  return objects;
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new BadInput(`${path}: this is no JSON: ${(problem as Error).message}`);
  }
}

/** The objects of a List, or the one that stands alone. */
export function items(found: unknown, path: string): readonly Manifest[] {
  if (found === null || found === undefined) return [];
  const { items: all, kind } = found as Manifest & { readonly items?: readonly Manifest[] };
  const objects = Array.isArray(all) ? all : [found as Manifest];
  if (typeof found !== 'object' || (kind === undefined && all === undefined))
    throw new BadInput(`${path}: these are no Kubernetes objects; give what kubectl get nodes,pods -A -o yaml prints`);
  return objects;
}
