import { describe, expect, it } from 'vitest';
import { plain, printed, Report } from '../../../src/kubernetes/kubectl/report.ts';
import { runOfCommands } from '../../simulation/commands-run.ts';

describe('what a command leaves on the terminal', () => {
  it('is two streams, and the one among the other as they were written', () => {
    const report = new Report();
    report.print('node/a cordoned');
    report.tell('Warning: about pods');
    report.print('evicting pod default/a');
    report.write('pod/a ');
    report.print('evicted');
    report.fail(plain('gave up'));
    const outcome = report.outcome();
    expect(outcome).toMatchObject({
      stdout: 'node/a cordoned\nevicting pod default/a\npod/a evicted\n',
      stderr: 'Warning: about pods\nerror: gave up\n',
      code: 1,
    });
    expect(outcome.shown?.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
      'stdout node/a cordoned\n',
      'stderr Warning: about pods\n',
      'stdout evicting pod default/a\npod/a evicted\n',
      'stderr error: gave up\n',
    ]);
  });

  it('is one stream alone where nothing was written to the other', () => {
    expect(printed([{ stream: 'stdout', text: 'a\n' }], 0)).toEqual({ stdout: 'a\n', stderr: '', code: 0 });
  });

  it('begins with what the server warned of', () => {
    const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' } };
    const trace = runOfCommands({ files: { 'a.yaml': JSON.stringify(endpoints) }, actions: ['create -f a.yaml'] });
    expect(trace.commands[0]?.shown?.map(({ stream, text }) => [stream, text])).toEqual([
      ['stderr', 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n'],
      ['stdout', 'endpoints/a created\n'],
    ]);
  });
});
