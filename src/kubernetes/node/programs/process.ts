/** What a program does next: takes time, waits for nothing in particular, or ends. */
export type Pause =
  | { readonly sleep: number }
  | { readonly forever: true }
  /** Until what it has put into the background has ended. */
  | { readonly background: true }
  | { readonly exec: readonly string[] };

/** A program as it runs: pauses are yielded, the return value is the exit code. */
export type Program = Generator<Pause, number, void>;

/** Files of one container: its own, and those of the volumes mounted into it (shared with its neighbours). */
export interface Files {
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  remove(path: string): boolean;
  /** Names in a folder, in order; undefined where nobody knows what is there, as in the image's own folders. */
  list(folder: string): readonly string[] | undefined;
}

/** What a program can reach. */
export interface Surroundings {
  readonly files: Files;
  readonly env: Readonly<Record<string, string>>;
  print(text: string): void;
  printError(text: string): void;
  /** Starts another program beside this one, as `( … ) &` does. */
  background(program: Program): void;
  /** What SIGTERM shall run from now on; empty = it is ignored. */
  trap(body: () => Program | undefined): void;
  /** Takes memory; true if that is more than the container may have. */
  takeMemory(bytes: number): boolean;
  readonly now: () => number;
  signal(pid: number): void;
  /** Said on the screen: a command that is not understood, and is taken to run for ever. */
  notModelled(says: string): void;
}

/** One command by its words; one that takes no time gives its exit code at once. */
export type Command = (args: readonly string[], around: Surroundings) => Program | number;

/** Ends the shell with a code, from however deep inside. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super('exit');
  }
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash']);

export const isShell = (name: string): boolean => shells.has(name);

/** What carries out the words of a command. */
export interface ShellPrograms {
  /** Runs one command by its words; an unknown one counts as running for ever, and that is said. */
  run(words: readonly string[], around: Surroundings): Program;
  /** Whether the meaning of a command is known, by its last path segment. */
  knows(name: string): boolean;
}

/** Where nobody gives a command: a shell that is told nothing ends, and there is nothing else to run. */
export const noShellPrograms: ShellPrograms = {
  run() {
    throw new Error('there is no shell here to run a command');
  },
  knows: isShell,
};
