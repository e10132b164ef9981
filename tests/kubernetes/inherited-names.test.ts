import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own, put } from '../../src/kubernetes/api/fields.ts';
import { applyJsonPatch, jsonMergePatch } from '../../src/kubernetes/api/json-patch.ts';
import { parseSelector } from '../../src/kubernetes/api/selector-parser.ts';
import { matchesLabels, satisfies } from '../../src/kubernetes/api/selectors.ts';
import { strategicMerge } from '../../src/kubernetes/api/strategic-merge.ts';
import { createStrategicPatch, createThreeWayPatch } from '../../src/kubernetes/api/strategic-patch.ts';
import type { Node } from '../../src/kubernetes/api/types.ts';
import { knownImage } from '../../src/kubernetes/node/programs/images.ts';
import { isBuiltin } from '../../src/kubernetes/node/programs/shell.ts';
import { matchesTerm } from '../../src/kubernetes/scheduling/node-selectors.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** What every object of JavaScript has without having been given it; to Kubernetes they are names like any other. */
const inherited = Object.getOwnPropertyNames(Object.prototype);
/** Those that a label, or a key of one, may be called. */
const labels = inherited.filter((name) => /^[A-Za-z0-9].*[A-Za-z0-9]$/.test(name));

const record = (name: string, value: string): Record<string, string> => Object.fromEntries([[name, value]]);

function run(manifest: object): Trace {
  const nginx = catalog.find((entry) => entry.name === 'nginx')?.text ?? '';
  const read = readScenario(nginx, 'nginx.yaml');
  if ('problems' in read) throw new Error('nginx cannot be read');
  const [file = ''] = Object.keys(read.scenario.files);
  return simulate({ ...read.scenario, files: { ...read.scenario.files, [file]: JSON.stringify(manifest) } });
}

const podOf = (container: object, metadata: object = {}, spec: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'nginx', ...metadata },
  spec: { ...spec, containers: [{ name: 'nginx', image: 'busybox:1.36', ...container }] },
});

describe('a name that every object of JavaScript inherits', () => {
  it('is not found where it was not given, and is where it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inherited), fc.string(), (name, value) => {
        expect(own({}, name)).toBeUndefined();
        expect(own(record(name, value), name)).toBe(value);
        const written: Record<string, string> = {};
        put(written, name, value);
        expect(Object.entries(written)).toEqual([[name, value]]);
      }),
    );
  });

  it.each(labels)('%s as the key of a label is matched by nothing but that label', (key) => {
    const exists = { matchExpressions: [{ key, operator: 'Exists' }] };
    expect(matchesLabels(exists, {})).toBe(false);
    expect(matchesLabels(exists, record(key, 'x'))).toBe(true);
    expect(matchesLabels({ matchExpressions: [{ key, operator: 'DoesNotExist' }] }, {})).toBe(true);
    const parsed = parseSelector(key);
    expect('requirements' in parsed && satisfies(parsed.requirements, {})).toBe(false);
    const node = { metadata: { name: 'n', labels: {} } } as unknown as Node;
    expect(matchesTerm({ matchExpressions: [{ key, operator: 'Exists' }] }, node)).toBe(false);
  });

  it.each(inherited)('%s is patched like any other', (name) => {
    const [before, after] = [{ metadata: { labels: {} } }, { metadata: { labels: record(name, 'x') } }];
    expect(JSON.stringify(strategicMerge(before, createStrategicPatch(before, after)))).toBe(JSON.stringify(after));
    expect(JSON.stringify(strategicMerge(after, createStrategicPatch(after, before)))).toBe(JSON.stringify(before));
    expect(JSON.stringify(createThreeWayPatch({}, after, before))).toBe(JSON.stringify(after));
    expect(JSON.stringify(jsonMergePatch(before, after))).toBe(JSON.stringify(after));
    const path = `/metadata/labels/${name}`;
    expect(applyJsonPatch(before, [{ op: 'remove', path }])).toHaveProperty('error');
    expect(JSON.stringify(applyJsonPatch(before, [{ op: 'add', path, value: 'x' }]))).toBe(
      JSON.stringify({ object: after }),
    );
  });

  it.each(inherited)('%s is neither a command that is known nor an image', (name) => {
    expect(isBuiltin(name)).toBe(false);
    expect(knownImage(name)).toEqual(knownImage('nobody/knows-it'));
  });

  it.each(inherited)('%s as a command, a label, a variable and a key of a ConfigMap runs through', (name) => {
    for (const command of [[name], ['sh', '-c', `"${name}"; [ a ${name} b ]`]]) {
      const trace = run(podOf({ command, env: [{ name, value: 'x' }] }));
      expect(trace.writes.some(({ resource }) => resource === 'pods')).toBe(true);
    }
    const map = run({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: record(name, 'x') });
    const stored = map.writes.find(({ object }) => object.metadata.name === 'm')?.object;
    expect(JSON.stringify(stored)).toContain(`"data":${JSON.stringify(record(name, 'x'))}`);
  });

  it.each(labels)('%s as a label of a Pod is stored, and as its node selector fits no node', (name) => {
    const trace = run(podOf({}, { labels: record(name, 'x') }, { nodeSelector: record(name, 'x') }));
    const last = trace.writes.filter(({ resource }) => resource === 'pods').at(-1)?.object;
    expect(own(last?.metadata.labels, name)).toBe('x');
    expect(JSON.stringify(last)).toContain("didn't match Pod's node affinity/selector");
  });

  it.each(inherited)('%s as a resource, a priority class and an image makes nobody fall over', (name) => {
    const resources = { requests: record(name, '1'), limits: record(name, '1') };
    expect(run(podOf({ resources })).commands[0]?.code).toBe(1);
    expect(run(podOf({}, {}, { priorityClassName: name })).commands[0]?.code).toBe(1);
    expect(run(podOf({ image: name })).commands.length).toBeGreaterThan(0);
  });
});
