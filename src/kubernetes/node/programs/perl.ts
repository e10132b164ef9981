import type { Program, Surroundings } from './process.ts';
import { NotUnderstood } from './shell-words.ts';

/** Nobody has measured it: what the screen says beside it is that the time is not modelled. */
const computing = 5_000;

/** Pi to so many digits, rounded, by Machin's formula in whole numbers with some more. */
export function pi(digits: number): string {
  const one = 10n ** BigInt(digits + 10);
  const arctan = (inverse: bigint): bigint => {
    let power = one / inverse;
    let sum = power;
    for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
      power /= inverse * inverse;
      sum += (sign * power) / n;
    }
    return sum;
  };
  const cut = 10n ** 11n;
  const text = ((16n * arctan(5n) - 4n * arctan(239n) + cut / 2n) / cut).toString();
  return digits < 2 ? '3' : `3.${text.slice(1)}`;
}

/** Of Perl only what the best known Job of all runs: `print bpi(2000)`. */
export function* perl(args: readonly string[], around: Surroundings): Program {
  const digits = Number(/^\s*print\s+bpi\((\d{1,4})\)\s*;?\s*$/.exec(args.at(-1) ?? '')?.[1]);
  if (!Number.isFinite(digits)) throw new NotUnderstood('a program in Perl');
  around.notModelled('how long Perl computes; it counts as 5 s');
  yield { sleep: computing };
  around.print(`${pi(digits)}\n`);
  return 0;
}
