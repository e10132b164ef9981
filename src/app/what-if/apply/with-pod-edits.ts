import { type Edit, edited } from '../../../kubernetes/scheduling/what-if/edit.ts';
import type { Origin } from '../../../story/origin-of.ts';
import type { Documents } from '../../documents.ts';
import { withAction } from '../../intervene.ts';
import type { Applied } from './applied.ts';
import { editedYaml } from './edited-yaml.ts';
import { mergePatch } from './merge-patch.ts';
import { partsOf, writtenAt } from './written-at.ts';

/**
 * Changes a Pod where a person has written it: in its own manifest, or in the template of the workload that made it.
 * Where no text holds it, a Deployment or DaemonSet is patched at `at`, virtual ms.
 */
export function withPodEdits(
  documents: Documents,
  origins: readonly Origin[],
  edits: readonly Edit[],
  at: number,
): Applied {
  for (const origin of origins) {
    const changed = inItsText(documents, origin, edits);
    if (changed !== undefined) return changed;
  }
  const patched = origins.find(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');
  if (patched !== undefined) return byPatch(documents, patched, edits, at);
  return { cannot: `No file of this run holds ${origins.at(-1)?.object.metadata.name}: change it where it is made.` };
}

function inItsText(
  documents: Documents,
  { kind, object, template }: Origin,
  edits: readonly Edit[],
): Applied | undefined {
  const { name, namespace = 'default', generateName } = object.metadata;
  const found = writtenAt(documents, { kind, name, namespace, generateName });
  if (found === undefined) return undefined;
  const { file, text, document, path } = found;
  const where = `${kind} ${name} in ${file ?? 'the scenario'}`;
  const parts = partsOf(text);
  const part = editedYaml(parts[document] ?? '', [...path, ...template], edits);
  if (part === undefined) return { cannot: `The text of ${where} cannot be changed in place.` };
  const changed = parts.with(document, part).join('');
  const after =
    file === undefined
      ? { ...documents, scenario: changed }
      : { ...documents, files: { ...documents.files, [file]: changed } };
  return { documents: after, did: `${where} was changed` };
}

function byPatch(
  documents: Documents,
  { kind, object, template }: Origin,
  edits: readonly Edit[],
  at: number,
): Applied {
  const { name, namespace = 'default' } = object.metadata;
  const after = edited(
    object,
    edits.map(({ path, value }) => ({ path: [...template, ...path], value })),
  );
  const patch = JSON.stringify(mergePatch(object, after)).replaceAll("'", "'\\''");
  const kubectl = `patch ${kind.toLowerCase()} ${name} -n ${namespace} --type=merge -p '${patch}'`;
  return { documents: withAction(documents, at, { kubectl }), did: `kubectl ${kubectl}` };
}
