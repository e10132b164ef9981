import { describe, expect, it } from 'vitest';
import { commonStart, completeCommand } from '../../src/views/terminal/complete-command.ts';

const objects: Readonly<Record<string, readonly string[]>> = {
  pods: ['web-1', 'web-2'],
  deployments: ['web'],
  namespaces: ['default', 'team'],
  nodes: ['worker-1'],
};
const offered = (text: string) =>
  completeCommand(text, { files: ['a.yaml'], names: (plural) => objects[plural] ?? [] }).options;

describe('completion of a kubectl command', () => {
  it('offers commands, kinds and names of the cluster', () => {
    expect(offered('desc')).toEqual(['describe']);
    expect(offered('get deploy')).toEqual(['deployments']);
    expect(offered('get deploy ')).toEqual(['web']);
    expect(offered('describe po web')).toEqual(['web-1', 'web-2']);
    expect(offered('logs ')).toEqual(['web-1', 'web-2']);
    expect(offered('drain ')).toEqual(['worker-1']);
  });
  it('knows kind/name, subcommands, files and Namespaces', () => {
    expect(offered('scale deploy/')).toEqual(['deploy/web']);
    expect(offered('rollout st')).toEqual(['status']);
    expect(offered('rollout status deploy ')).toEqual(['web']);
    expect(offered('apply -f ')).toEqual(['a.yaml']);
    expect(offered('get pods -n ')).toEqual(['default', 'team']);
  });
  it('completes what all words share', () => {
    expect(commonStart(['web-1', 'web-2'])).toBe('web-');
    expect(commonStart([])).toBe('');
  });
});
