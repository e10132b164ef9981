import { byText, type Fields, fieldsOf, isFields } from '../api/fields.ts';
import { goJson } from '../api/go-text.ts';
import type { Manifest } from '../api/types.ts';

export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(byText)
      .map((key) => [key, sortedKeys(value[key])]),
  );
}

/** The manifest as one line of JSON with sorted keys, without the annotation itself. Source: kubectl pkg/util/apply.go */
function lastAppliedText(manifest: Manifest): string {
  const metadata = fieldsOf(manifest.metadata);
  const { [lastApplied]: _own, ...annotations } = fieldsOf(metadata.annotations);
  return `${goJson(sortedKeys({ ...manifest, metadata: { ...metadata, annotations } }))}\n`;
}

/** The manifest with what it is written into its own annotation. */
export function withLastApplied(manifest: Manifest): Manifest {
  const metadata = fieldsOf(manifest.metadata);
  const annotations: Fields = { ...fieldsOf(metadata.annotations), [lastApplied]: lastAppliedText(manifest) };
  return { ...manifest, metadata: { ...metadata, annotations } as Fields };
}
