import { describe, expect, it } from 'vitest';
import { type MadeLine, madeOfIt } from '../../src/story/made-of-it.ts';
import { objectsSent } from '../../src/story/objects-sent.ts';
import { phasesOf } from '../../src/story/request-phases.ts';
import type { Story } from '../../src/story/tell.ts';
import { storyOf, storyOfManifest } from './story-of.ts';

function linesOf({ index }: Story): readonly MadeLine[] {
  const [request] = objectsSent(index);
  return request === undefined ? [] : (madeOfIt(index, request)?.lines ?? []);
}
const madeBy = (lines: readonly MadeLine[], path: string) => lines.find((line) => line.path === path)?.by;

describe('what the API server made of a Pod', () => {
  const lines = linesOf(storyOf('nginx'));
  it('says who set each field that nobody wrote', () => {
    expect(madeBy(lines, 'spec.containers[0].imagePullPolicy')).toBe('defaulting');
    expect(madeBy(lines, 'spec.containers[0].volumeMounts')).toBe('ServiceAccount');
    expect(madeBy(lines, 'spec.volumes[0].projected')).toBe('ServiceAccount');
    expect(madeBy(lines, 'spec.tolerations')).toBe('DefaultTolerationSeconds');
    expect(madeBy(lines, 'spec.priority')).toBe('Priority');
    expect(madeBy(lines, 'metadata.uid')).toBe('registry');
    expect(madeBy(lines, 'status.qosClass')).toBe('registry');
    expect(madeBy(lines, 'metadata.resourceVersion')).toBe('etcd');
  });
  it('leaves alone what was written', () => {
    const image = lines.find(({ path }) => path === 'spec.containers[0].image');
    expect(image).toMatchObject({ mark: 'same', sent: 'nginx:1.14.2', stored: 'nginx:1.14.2' });
  });
  it('has a reason wherever something was added', () => {
    expect(lines.filter(({ mark, why }) => mark === 'added' && why === undefined).map(({ path }) => path)).toEqual([]);
  });
});

describe('what it makes of others', () => {
  it('addresses and ports of a Service come from the registry', () => {
    const lines = linesOf(
      storyOfManifest(
        'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: NodePort, ports: [{port: 80}]}\n',
      ),
    );
    expect(madeBy(lines, 'spec.clusterIP')).toBe('registry');
    expect(madeBy(lines, 'spec.ports[0].nodePort')).toBe('registry');
    expect(madeBy(lines, 'spec.ports[0].targetPort')).toBe('defaulting');
  });
  it('a quantity that is written anew is changed, not added', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: "a:1", resources: {requests: {cpu: "0.5"}}}]}\n';
    const cpu = linesOf(storyOfManifest(text)).find(({ path }) => path.endsWith('requests.cpu'));
    expect(cpu).toMatchObject({ mark: 'changed', sent: '"0.5"', stored: '"500m"' });
  });
  it('nothing of what was refused; the phases behind the refusal were not reached', () => {
    const { index } = storyOf('invalid-manifest');
    const [request] = objectsSent(index);
    if (request === undefined) throw new Error('nothing was sent');
    expect(madeOfIt(index, request)).toBeUndefined();
    expect(phasesOf(index, request).map(({ is }) => is)).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'refused here',
      'not reached',
      'not reached',
    ]);
  });
});
