import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editedYaml } from '../../../../src/app/what-if/apply/edited-yaml.ts';

const pod = `# The shop.
apiVersion: v1
kind: Pod
metadata:
  name: shop   # not the test one
spec:
  containers:
  - name: main
    image: nginx # latest
    resources:
      requests: {cpu: "6", memory: 1Gi}
  nodeSelector:
    disk: ssd
`;

describe('a manifest that is changed in place', () => {
  it('keeps its comments, its order and the way it is written', () => {
    const path = ['spec', 'containers', 0, 'resources', 'requests', 'cpu'];
    expect(editedYaml(pod, [], [{ path, value: '3890m' }])).toBe(pod.replace('"6"', '"3890m"'));
  });

  it('gets what it has not got yet: a map, a list, an item beyond what admission has added', () => {
    const toleration = { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' };
    const text = editedYaml(
      pod,
      [],
      [
        { path: ['spec', 'tolerations', 2], value: toleration },
        { path: ['spec', 'tolerations', 3], value: { ...toleration, key: 'fast' } },
        { path: ['spec', 'affinity', 'podAntiAffinity'], value: {} },
      ],
    );
    expect(text).toContain('  - name: main\n    image: nginx # latest\n');
    const { spec } = parse(text ?? '');
    expect(spec.tolerations).toEqual([toleration, { ...toleration, key: 'fast' }]);
    expect(spec.affinity).toEqual({ podAntiAffinity: {} });
  });

  it('leaves no empty map behind what is taken away', () => {
    const text = editedYaml(pod, [], [{ path: ['spec', 'nodeSelector', 'disk'] }]);
    expect(text).not.toContain('nodeSelector');
    expect(parse(text ?? '').spec.containers).toHaveLength(1);
  });

  it('is left alone where an alias stands in the way, or where it is no YAML', () => {
    const aliased = 'a: &a {cpu: "1"}\nspec: *a\n';
    expect(editedYaml(aliased, [], [{ path: ['spec', 'cpu'], value: '2' }])).toBeUndefined();
    expect(editedYaml('a: [', [], [{ path: ['a'], value: 1 }])).toBeUndefined();
  });
});
