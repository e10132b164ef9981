import { describe, expect, it } from 'vitest';
import { ContainerProcess } from '../../../src/kubernetes/node/programs/container-process.ts';
import { FileTree, mounted } from '../../../src/kubernetes/node/programs/files.ts';
import { pi } from '../../../src/kubernetes/node/programs/perl.ts';
import { shellPrograms } from '../../../src/kubernetes/node/programs/shell.ts';

/** Runs a script for so many virtual ms. */
function run(
  script: string,
  ms = 0,
  files: Readonly<Record<string, string>> = {},
  volume: Record<string, string> = {},
) {
  const clock = { ms: 0 };
  const unmodelled: string[] = [];
  const process = new ContainerProcess({
    image: 'busybox:1.28',
    command: ['sh', '-c', script],
    args: [],
    env: { NAME: 'one' },
    files: mounted(new FileTree(files), [{ path: '/etc/config', files: new FileTree(volume) }]),
    behaviour: undefined,
    memoryLimit: undefined,
    shell: shellPrograms,
    now: () => clock.ms,
    notModelled: (says) => unmodelled.push(says),
  });
  process.start();
  for (let next = process.nextWake(); next <= ms; next = process.nextWake()) {
    clock.ms = next;
    process.advance();
  }
  return { log: process.log, ended: process.ended, unmodelled };
}

describe('the scripts that examples are made of', () => {
  it('count and tell the time', () => {
    const { log } = run('i=0; while true; do echo "$i: $(date)"; i=$((i+1)); sleep 1; done', 2_000);
    expect(log).toBe(
      '0: Thu Jan  1 00:00:00 UTC 2026\n1: Thu Jan  1 00:00:01 UTC 2026\n2: Thu Jan  1 00:00:02 UTC 2026\n',
    );
  });

  it('follow a file that somebody else writes', () => {
    const { log } = run(
      '(sleep 2; echo late >> /var/log/1.log) & echo early > /var/log/1.log; tail -n+1 -F /var/log/1.log',
      4_000,
    );
    expect(log).toBe('early\nlate\n');
  });

  it.each([
    ['echo $((2 * (3 + 4) % 5)) $((7 / 2)) $((1 < 2 && 3 != 3))', '4 3 0\n'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own.
    ['echo `echo nested` "${NOBODY:-somebody}" ${NAME}', 'nested somebody one\n'],
    ['echo -en "a\\tb\\n"; printf "%s=%d\\n" x 1 y 2', 'a\tb\nx=1\ny=2\n'],
    ['for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done', '1\n3\n'],
    ['if [[ -e /etc/config/a && -e /etc/config/b ]]; then echo both; else echo not both; fi', 'not both\n'],
    ['ls /etc/config; ls /etc/config/', 'a\nsub\na\nsub\n'],
    ['cat < /etc/config/a | grep -c v; wc -l < /etc/config/a', '2\n2\n'],
    ['cat /etc/config/a | sort -r | head -n 1; tail -1 /etc/config/a', 'v2\nv2\n'],
    ['grep ^v1$ /etc/config/a; rev < /etc/config/a', 'v1\n1v\n2v\n'],
    ['printenv NAME; printenv NOBODY; echo $?', 'one\n1\n'],
    ['cat < /nowhere; echo $?', "sh: can't open /nowhere: no such file\n1\n"],
    ['seq 1 3; expr 1 + 1; basename /a/b; dirname /a/b', '1\n2\n3\n2\nb\n/a\n'],
    ['cp /etc/config/a /tmp/; mv /tmp/a /tmp/b; cat /tmp/b', 'v1\nv2\n'],
    ['date +%s; date -u +%Y-%m-%dT%H:%M:%SZ', '1767225600\n2026-01-01T00:00:00Z\n'],
  ])('%s', (script, log) => {
    expect(run(script, 0, {}, { a: 'v1\nv2\n', 'sub/c': '' })).toMatchObject({ log, unmodelled: [] });
  });

  it.each([
    ['false || { echo no; exit 3; }; echo on', 'no\n', 3],
    ['{ A=1; }; (B=2); echo $A$B', '1\n', 0],
    ['export A=1 B="x y"; echo $A $B', '1 x y\n', 0],
    [`echo $\{A:-"the $NAME"} $\{NAME:-$(exit 1)}`, 'the one one\n', 0],
    ['env A=1 B="x y" sh -c "printenv A B" ; printenv A', '1\nx y\n', 1],
    ['set -eu; false || true; if false; then echo; fi; ! true; echo on; false; echo off', 'on\n', 1],
    ['set -e; true && false; echo off', '', 1],
    ['set -e; (exit 4); echo off', '', 4],
    ['set -e; set +e; false; echo on', 'on\n', 0],
    ['sh -ec "false; echo off" || echo failed', 'failed\n', 0],
    ['cat /etc/config/none >/dev/null 2>&1; echo $?', '1\n', 0],
  ])('end, fail and keep variables as in a shell: %s', (script, log, code) => {
    expect(run(script)).toEqual({ log, ended: { code }, unmodelled: [] });
  });

  it('wait for what they have put into the background', () => {
    const script = '(sleep 3; echo three) & (sleep 1; echo one) & wait; echo all';
    expect(run(script, 2_000)).toMatchObject({ log: 'one\n', ended: undefined });
    expect(run(script, 3_000)).toMatchObject({ log: 'one\nthree\nall\n', ended: { code: 0 } });
    expect(run('wait; echo nothing').log).toBe('nothing\n');
  });

  it.each(['f() { echo hi; }; f', 'case x in x) echo x;; esac'])('are not carried out by halves: %s', (script) => {
    expect(run(script)).toMatchObject({ log: '', ended: undefined });
    expect(run(script).unmodelled).toHaveLength(1);
  });

  it('say what of them is not understood: a tool of the machine ends, a server does not', () => {
    expect(run('id; echo on', 0)).toMatchObject({
      log: 'on\n',
      unmodelled: ['the command "id"; it counts as done, and prints nothing'],
    });
    expect(run('httpd -f; echo on', 9_000)).toMatchObject({
      log: '',
      ended: undefined,
      unmodelled: ['the command "httpd -f"; it counts as running for ever'],
    });
  });

  it.each(['echo $((1/0))', 'echo $((', 'echo `', 'while', 'break', '$(', 'a | | b', '[ ', 'seq 1 0.0000001 9'])(
    'never throw: %s',
    (script) => {
      expect(() => run(script)).not.toThrow();
    },
  );
});

it('perl prints as many digits of pi as it is asked for', () => {
  expect(pi(1)).toBe('3');
  expect(pi(50)).toBe('3.1415926535897932384626433832795028841971693993751');
  expect(pi(2000)).toHaveLength(2001);
});
