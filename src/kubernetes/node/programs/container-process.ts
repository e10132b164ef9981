import { commandName } from './command-name.ts';
import { ContainerLog, type LogLine } from './container-log.ts';
import { cannotStart } from './executables.ts';
import { type KnownImage, knownImage } from './images.ts';
import {
  Exit,
  type Files,
  isShell,
  type Pause,
  type Program,
  type ShellPrograms,
  type Surroundings,
} from './process.ts';

/** How an image of the scenario behaves; virtual ms since the start of the container. */
export interface Behaviour {
  readonly exitAfter?: number;
  readonly exitCode?: number;
  readonly memoryBytes?: number;
  readonly ignoresTerm?: boolean;
  readonly listens?: readonly {
    readonly port: number;
    readonly path?: string;
    readonly status?: number;
    readonly readyAfter?: number;
    readonly failsAfter?: number;
  }[];
}

export interface ProcessInput {
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** Whether a shell that is told nothing waits for input. */
  readonly stdin?: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Files;
  readonly behaviour: Behaviour | undefined;
  /** Bytes; undefined = as much as it wants. */
  readonly memoryLimit: number | undefined;
  readonly shell: ShellPrograms;
  readonly now: () => number;
  readonly notModelled: (says: string) => void;
}

/** What images and their runtime set when nobody else does. */
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Thread {
  program: Program;
  /** Virtual ms when it goes on; Infinity = never of its own. */
  wakeAt: number;
  /** Whether it goes on when nothing is left in the background. */
  waits?: boolean;
  readonly main: boolean;
}

export interface Ended {
  readonly code: number;
  readonly reason?: 'OOMKilled';
}

/**
 * What runs in one container: process 1, what it has put into the background, and the ports it listens on.
 * It is told the time and says when it wants to go on; it has no clock of its own.
 */
export class ContainerProcess {
  ended: Ended | undefined;
  /** Bytes; undefined = as much as it wants. A resize changes it. */
  memoryLimit: number | undefined;
  private readonly threads: Thread[] = [];
  private readonly startedAt: number;
  private readonly image: KnownImage;
  private readonly around: Surroundings;
  private readonly output = new ContainerLog();
  private trapBody: (() => Program | undefined) | undefined;
  private trapDue = false;
  private serves: 'web' | 'agnhost-liveness' | 'any' | 'nothing' = 'nothing';
  private ownTerm: KnownImage['onTerm'] = 'ignore';

  constructor(private readonly input: ProcessInput) {
    this.memoryLimit = input.memoryLimit;
    this.startedAt = input.now();
    this.image = knownImage(input.image);
    this.around = {
      files: input.files,
      env: { PATH: searchPath, ...input.env, HOME: input.env['HOME'] ?? '/root' },
      print: (text) => this.output.write(text, input.now()),
      printError: (text) => this.output.write(text, input.now()),
      background: (program) => {
        this.threads.push({ program, wakeAt: input.now(), main: false });
      },
      trap: (body) => {
        this.trapBody = body;
      },
      takeMemory: (bytes) => this.takes(bytes),
      now: input.now,
      signal: (pid) => {
        if (pid === 1) this.terminate();
      },
      notModelled: input.notModelled,
    };
  }

  /** Everything that was printed. */
  get log(): string {
    return this.output.text;
  }

  get lines(): readonly LogLine[] {
    return this.output.all;
  }

  readFile(path: string): string | undefined {
    return this.input.files.read(path);
  }

  /** Why its program cannot be started, as runc says it; undefined if it can. */
  cannotStart(): string | undefined {
    // The script that some images begin with starts every one: what it then does not find is its own affair.
    const direct = this.image.runs === 'shell' || this.input.command.length > 0;
    if (!direct || this.input.behaviour !== undefined) return undefined;
    return cannotStart(this.words(), this.image, this.input.shell);
  }

  /** The same for a command beside the main program. */
  cannotExec(words: readonly string[]): string | undefined {
    return this.input.behaviour === undefined ? cannotStart(words, this.image, this.input.shell) : undefined;
  }

  start(): void {
    this.threads.unshift({ program: this.mainProgram(), wakeAt: this.input.now(), main: true });
    if (this.takes(this.input.behaviour?.memoryBytes ?? 0)) return;
    this.advance();
  }

  /** When it wants to go on; Infinity for never. */
  nextWake(): number {
    return Math.min(...this.threads.map(({ wakeAt }) => wakeAt), Number.POSITIVE_INFINITY);
  }

  /** Lets everything run whose time has come. */
  advance(): void {
    for (const thread of [...this.threads]) {
      if (this.ended === undefined && thread.wakeAt <= this.input.now()) this.run(thread);
    }
  }

  /** SIGTERM, or SIGQUIT: a process 1 that has no handler for it does not hear it, as in Linux. */
  terminate(): void {
    if (this.trapBody !== undefined) {
      this.trapDue = true;
      const main = this.threads.find((thread) => thread.main);
      // The shell runs its trap when the command in the foreground has ended; one that waits for ever is interrupted.
      if (main !== undefined && main.wakeAt === Number.POSITIVE_INFINITY) main.wakeAt = this.input.now();
      return;
    }
    if (this.input.behaviour !== undefined) {
      if (this.input.behaviour.ignoresTerm !== true) this.ended = { code: 0 };
      return;
    }
    if (this.ownTerm === 'exit-0') this.ended = { code: 0 };
    if (this.ownTerm === 'exit-143') this.ended = { code: 143 };
  }

  kill(): void {
    this.ended = { code: 137 };
  }

  /**
   * Runs a command beside the main program, as `kubectl exec` and exec probes do. A pause in it counts as its end.
   * @param notModelled is told of what is not understood; the manifest's own commands are noted at the manifest
   */
  exec(
    words: readonly string[],
    notModelled: (says: string) => void = this.around.notModelled,
  ): {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    readonly waits: number;
  } {
    let stdout = '';
    let stderr = '';
    const around: Surroundings = {
      ...this.around,
      print: (text) => {
        stdout += text;
      },
      printError: (text) => {
        stderr += text;
      },
      notModelled,
    };
    const program = this.input.shell.run(words, around);
    let waits = 0;
    try {
      for (let step = program.next(); ; step = program.next()) {
        if (step.done === true) return { exitCode: step.value, stdout, stderr, waits };
        if (!('sleep' in step.value)) return { exitCode: 0, stdout, stderr, waits: Number.POSITIVE_INFINITY };
        waits += step.value.sleep;
      }
    } catch (ended) {
      if (ended instanceof Exit) return { exitCode: ended.code, stdout, stderr, waits };
      throw ended;
    }
  }

  /** The status of a GET; undefined when nobody listens on that port. */
  http(port: number, path: string): number | undefined {
    const age = this.input.now() - this.startedAt;
    const { behaviour } = this.input;
    if (behaviour?.listens !== undefined) {
      const onPort = behaviour.listens.filter(
        (listener) => listener.port === port && age >= (listener.readyAfter ?? 0),
      );
      if (onPort.length === 0) return undefined;
      const here = onPort.find((listener) => (listener.path ?? path) === path);
      if (here === undefined) return 404;
      return here.failsAfter !== undefined && age >= here.failsAfter ? 500 : (here.status ?? 200);
    }
    if (this.serves === 'web') return this.image.ports.includes(port) ? this.webStatus(path) : undefined;
    if (this.serves === 'agnhost-liveness') {
      if (port !== 8080) return undefined;
      // agnhost liveness: healthy for its first ten seconds.
      return path === '/healthz' && age > 10_000 ? 500 : 200;
    }
    return this.serves === 'any' ? 200 : undefined;
  }

  private webStatus(path: string): number {
    const file = `${this.image.root ?? ''}${path.split('?')[0] ?? '/'}`;
    if (this.input.files.read(file) !== undefined) return 200;
    return path === '/' || this.input.files.read(`${file.replace(/\/$/, '')}/index.html`) !== undefined ? 200 : 404;
  }

  /**
   * What the manifest has run; empty when the image decides. Where an image has no entrypoint of its own, or one that
   * runs what it is given, the arguments are the command. Source: OCI image config, Entrypoint and Cmd
   */
  private words(): readonly string[] {
    const { command, args } = this.input;
    if (command.length > 0) return [...command, ...args];
    return this.image.runs === 'shell' || this.image.runs === 'web-server' ? args : [];
  }

  private mainProgram(): Program {
    const { behaviour, args } = this.input;
    if (behaviour !== undefined) return behave(behaviour);
    const words = this.words();
    if (words.length > 0) return this.programFor(words);
    return this.programFor([entrypoints[this.image.runs], ...args].filter((word) => word !== ''));
  }

  /** A server of the image, a shell, or one of the commands that are understood. */
  private programFor(words: readonly string[]): Program {
    const name = commandName(words[0] ?? '');
    if (name === 'nginx' || name === 'httpd' || name === 'httpd-foreground' || name === 'web-server')
      return this.serve('web');
    if (name === 'agnhost' || name === 'liveness' || name === 'netexec') {
      const mode = words.find((word) => word === 'liveness' || word === 'netexec' || word === 'pause');
      return this.serve(mode === 'netexec' ? 'any' : mode === 'pause' ? 'nothing' : 'agnhost-liveness');
    }
    const own = !this.input.shell.knows(name) && this.image.has?.includes(name) === true;
    if (name === 'server' || name === 'hello' || own) return this.serve('any');
    if (name === 'pause') return this.serve('nothing');
    if (words.length === 1 && isShell(name)) return this.input.stdin === true ? waiting() : finished(0);
    return this.input.shell.run(words, this.around);
  }

  private serve(what: 'web' | 'agnhost-liveness' | 'any' | 'nothing'): Program {
    this.serves = what;
    this.ownTerm = this.image.onTerm;
    return waiting();
  }

  private takes(bytes: number): boolean {
    if (this.memoryLimit === undefined || bytes <= this.memoryLimit) return false;
    this.ended = { code: 137, reason: 'OOMKilled' };
    return true;
  }

  private run(thread: Thread): void {
    try {
      if (thread.main && this.trapDue) this.runTrap(thread);
      thread.waits = false;
      const step = thread.program.next();
      if (this.ended !== undefined) return;
      if (step.done === true) this.finish(thread, step.value);
      else this.pause(thread, step.value);
    } catch (ended) {
      if (!(ended instanceof Exit)) throw ended;
      this.finish(thread, ended.code);
    }
  }

  /** Puts the trap before what the main program would do next. */
  private runTrap(thread: Thread): void {
    this.trapDue = false;
    const body = this.trapBody?.();
    if (body === undefined) return;
    const rest = thread.program;
    thread.program = (function* (): Program {
      yield* body;
      return yield* rest;
    })();
  }

  private pause(thread: Thread, pause: Pause): void {
    // Whole microseconds, as the clock counts.
    if ('sleep' in pause) thread.wakeAt = Math.round((this.input.now() + pause.sleep) * 1000) / 1000;
    else if ('forever' in pause) thread.wakeAt = Number.POSITIVE_INFINITY;
    else if ('background' in pause) {
      thread.waits = true;
      thread.wakeAt = this.threads.some(({ main }) => !main) ? Number.POSITIVE_INFINITY : this.input.now();
    } else {
      thread.program = this.programFor(pause.exec);
      this.run(thread);
    }
  }

  private finish(thread: Thread, code: number): void {
    thread.wakeAt = Number.POSITIVE_INFINITY;
    this.threads.splice(this.threads.indexOf(thread), 1);
    if (thread.main) this.ended = { code };
    if (this.threads.some(({ main }) => !main)) return;
    for (const left of this.threads) if (left.waits === true) left.wakeAt = this.input.now();
  }
}

const entrypoints: Readonly<Record<KnownImage['runs'], string>> = {
  'web-server': 'web-server',
  shell: 'sh',
  pause: 'pause',
  agnhost: 'agnhost',
  liveness: 'liveness',
  server: 'server',
  hello: 'hello',
};

function* waiting(): Program {
  yield { forever: true };
  return 0;
}

// biome-ignore lint/correctness/useYield: a program that ends at once takes no pause.
function* finished(code: number): Program {
  return code;
}

function* behave({ exitAfter, exitCode }: Behaviour): Program {
  if (exitAfter === undefined) yield { forever: true };
  else yield { sleep: exitAfter };
  return exitCode ?? 0;
}
