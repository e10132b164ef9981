import { isFields } from '../../kubernetes/api/fields.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { toYaml } from '../../kubernetes/kubectl/printers/yaml.ts';
import type { Anonymous } from './anonymous.ts';
import { cutYaml } from './cut-yaml.ts';
import { plainCopy } from './plain-copy.ts';

type Files = Readonly<Record<string, string>>;

/**
 * The manifests of somebody's files with the names that the cluster has been given, each file under a name that says
 * nothing. What cannot be read is left out: a name could hide in it.
 */
export function anonymousFiles(files: Files, anonymous: Anonymous, parseYaml: (text: string) => unknown): Files {
  const texts = Object.values(files).map((text) =>
    [...cutYaml(text)]
      .flatMap(({ text: part }) => objectsIn(part, parseYaml))
      .flatMap((object) => {
        const masked = anonymous.object(object);
        return masked === undefined ? [] : [toYaml(masked)];
      }),
  );
  const kept = texts.filter((documents) => documents.length > 0);
  return Object.fromEntries(kept.map((documents, i) => [`file-${i + 1}.yaml`, documents.join('---\n')]));
}

function objectsIn(text: string, parseYaml: (text: string) => unknown): readonly Manifest[] {
  try {
    const value = plainCopy(parseYaml(text));
    const all = Array.isArray(value)
      ? value
      : isFields(value) && Array.isArray(value['items'])
        ? value['items']
        : [value];
    return all.filter((each) => isFields(each) && typeof each['kind'] === 'string');
  } catch {
    return [];
  }
}
