import { misused, run } from './run.ts';
import { schedule } from './schedule/schedule.ts';
import { usage } from './usage.ts';

const [command = '', ...rest] = process.argv.slice(2);

async function main(): Promise<number> {
  if (command === 'run') return run(rest);
  if (command === 'schedule') return schedule(rest);
  if (command === 'help' || command === '--help' || command === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  if (command === '') return misused('no command given; the commands are: run, schedule');
  return misused(`there is no command "${command}"; the commands are: run, schedule`);
}

// A reader that has seen enough, such as head, closes the pipe: no error of ours.
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0);
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (problem: unknown) => {
    process.stderr.write(
      `podscope: the run could not be carried out: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`,
    );
    process.exitCode = 1;
  },
);
