import { describe, expect, it } from 'vitest';
import * as schema from '../../src/kubernetes/api/schema/documentation.ts';
import { optionsAt } from '../../src/views/editor/completion.ts';
import { type ManifestPlace, placeAt } from '../../src/views/editor/manifest-place.ts';

/** The place of the `|` in a text. */
function at(text: string): ManifestPlace | undefined {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  return placeAt(text.replace('|', ''), before.length - 1, before.at(-1)?.length ?? 0);
}
const labels = (text: string): readonly string[] => {
  const place = at(text);
  return place === undefined ? [] : optionsAt(schema, place, '').map(({ label }) => label);
};

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';

describe('the place in a manifest that is being typed', () => {
  it('is found by indentation, through lists at either indent', () => {
    expect(at(`${pod}  containers:\n  - name: c\n    im|`)?.path).toEqual(['spec', 'containers']);
    expect(
      at(`${pod}  containers:\n    - name: c\n      ports:\n      - containerPort: 80\n        na|`)?.path,
    ).toEqual(['spec', 'containers', 'ports']);
  });
  it('knows a key from its value', () => {
    expect(at(`${pod}  restartPolicy: |`)?.valueOf).toBe('restartPolicy');
    expect(at(`${pod}  restartPo|`)?.valueOf).toBeUndefined();
  });
  it('belongs to its own document', () => {
    expect(at(`${pod}---\nkind: Service\napiVersion: v1\nspec:\n  ty|`)).toMatchObject({
      kind: 'Service',
      path: ['spec'],
    });
  });
  it('is none in a comment or between braces', () => {
    expect(at(`${pod}  # re|`)).toBeUndefined();
    expect(at(`${pod}  nodeSelector: { a|`)).toBeUndefined();
  });
});

describe('what may be typed there', () => {
  it('are the fields of the kind that are not there yet', () => {
    const fields = labels(`${pod}  containers:\n  - name: c\n    |\n    image: nginx`);
    expect(fields).toContain('livenessProbe');
    expect(fields).not.toContain('name');
    expect(fields).not.toContain('image');
  });
  it('are the values of an enumeration', () => {
    expect(labels(`${pod}  restartPolicy: |`)).toEqual(['Always', 'Never', 'OnFailure']);
    expect(labels(`${pod}  hostNetwork: |`)).toEqual(['true', 'false']);
  });
  it('are kinds, and the versions that have the kind', () => {
    expect(labels('kind: |')).toContain('CronJob');
    expect(labels('kind: CronJob\napiVersion: |')).toEqual(['batch/v1']);
  });
  it('is nothing among labels', () => {
    expect(labels('apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    a|')).toEqual([]);
  });
});
