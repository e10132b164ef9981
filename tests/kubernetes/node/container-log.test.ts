import { describe, expect, it } from 'vitest';
import { ContainerLog, readLog } from '../../../src/kubernetes/node/programs/container-log.ts';
import { runOfCommands } from '../../simulation/commands-run.ts';

describe('a log', () => {
  const log = new ContainerLog();
  log.write('one\ntwo', 1_000);
  log.write(' and a half\n', 2_500.25);
  log.write('three\n', 4_000);

  it('gives a line the time at which it was complete', () => {
    expect(readLog(log.all, { timestamps: true })).toBe(
      '2026-01-01T00:00:01.000000000Z one\n2026-01-01T00:00:02.500250000Z two and a half\n2026-01-01T00:00:04.000000000Z three\n',
    );
  });

  it('is read from its end, from a moment on, or up to so many bytes', () => {
    expect(readLog(log.all, { tail: 1 })).toBe('three\n');
    expect(readLog(log.all, { tail: 0 })).toBe('');
    expect(readLog(log.all, { since: 2_000 })).toBe('two and a half\nthree\n');
    expect(readLog(log.all, { tail: 2, since: 3_000 })).toBe('three\n');
    expect(readLog(log.all, { limitBytes: 6 })).toBe('one\ntw');
    expect(readLog(log.all, { tail: 1, asked: 2_600 })).toBe('two and a half\nthree\n');
    expect(readLog(log.all, { tail: 0, asked: 2_600 })).toBe('three\n');
    expect(log.text).toBe('one\ntwo and a half\nthree\n');
  });
});

it('kubectl logs asks the kubelet for times, the last seconds, and what stands before a restart', () => {
  const command = ['sh', '-c', 'echo begin $(date +%S); sleep 3; echo end $(date +%S); exit 1'];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', image: 'busybox:1.28', command }] },
  };
  const trace = runOfCommands({
    files: { 'a.yaml': JSON.stringify(pod) },
    actions: [
      'create -f a.yaml',
      'logs a --timestamps',
      'logs a -p',
      'logs a',
      'logs a --since-time=2026-01-01T00:00:04Z',
      'logs a --since=1s',
      'logs a --since-time=yesterday',
      'logs -f -p a',
    ],
    apart: 2.7,
  });
  const [, timed, before, now, later, lately, wrong, followed] = trace.commands;
  expect(timed?.stdout).toMatch(/^2026-01-01T00:00:00\.\d{9}Z begin 00\n$/);
  expect(before?.stdout).toMatch(/^begin 00\nend 03\n$/);
  expect(now?.stdout).toMatch(/^begin 03\nend 06\n$/);
  expect(later?.stdout).toBe('end 06\n');
  expect(lately?.stdout).toBe('');
  expect(wrong?.stderr).toBe(
    'error: parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"\n',
  );
  // What stands before a restart is complete.
  expect(followed).toMatchObject({ stderr: '', code: 0 });
});

describe('kubectl logs -f', () => {
  const running = (script: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'c', image: 'busybox:1.28', command: ['sh', '-c', script] }],
      },
    });
  const follow = (script: string, flags = '', ...then: readonly string[]) =>
    runOfCommands({
      files: { 'a.yaml': running(script) },
      actions: ['create -f a.yaml', `logs -f a${flags}`, ...then],
      apart: 3,
      until: '12s',
    });

  it('returns when the container has ended, with every line', () => {
    const followed = follow('for i in 1 2 3 4 5 6; do echo $i; sleep 1; done').commands[1];
    expect(followed).toMatchObject({ stdout: '1\n2\n3\n4\n5\n6\n', stderr: '', code: 0 });
    expect(followed?.interrupted).toBeUndefined();
    expect(followed?.returnedAt).toBeGreaterThan(6_000);
  });

  it('begins with the last lines of when it was asked, and goes on from there, even if the Pod is taken away', () => {
    const script = 'trap "exit 0" TERM; for i in 1 2 3 4 5 6 7 8 9; do echo $i; sleep 1; done';
    const ended = follow(script, ' --tail=1').commands[1];
    expect(ended).toMatchObject({ stdout: '3\n4\n5\n6\n7\n8\n9\n', code: 0 });
    const deleted = follow(script, ' --since=1s', 'delete pod a --force').commands.find(({ command }) =>
      / logs /.test(command),
    );
    expect(deleted).toMatchObject({ stdout: expect.stringMatching(/^3\n4\n5\n6\n(7\n)?$/), stderr: '', code: 0 });
    const left = follow('while true; do i=$((i+1)); echo $i; sleep 1; done', ' --tail=1').commands[1];
    expect(left?.stdout).toMatch(/^3\n4\n[\d\n]*12\n$/);
  });

  it('is left with what it has printed where the container goes on', () => {
    const followed = follow('while true; do echo on; sleep 2; done').commands[1];
    expect(followed?.interrupted).toBe(true);
    expect(followed?.stdout).toMatch(/^(on\n){5,6}$/);
  });
});
