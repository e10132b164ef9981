import { isStatus, type Status } from '../api/status.ts';

/** A stretch of what stands on the terminal, out of one of the two streams. */
export interface Shown {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** What a command leaves on the terminal. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** Both streams as a person sees them, one among the other; absent where only one was written to. */
  readonly shown?: readonly Shown[];
}

export type KubectlError =
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'plain'; readonly message: string }
  | { readonly kind: 'refused' };

export const plain = (message: string): KubectlError => ({ kind: 'plain', message });

/** Where kubectl believes the API server to be. */
export const server = '192.168.56.10:6443';

/** The error behind an answer that is no success; code 0 stands for nobody listening. */
export function errorOf(answer: { readonly code: number; readonly body: unknown }, source?: string): KubectlError {
  if (answer.code === 0) return { kind: 'refused' };
  if (!isStatus(answer.body))
    return plain(`the server responded with the status code ${answer.code} but did not return more information`);
  const message = source === undefined ? answer.body.message : `${source}: ${answer.body.message}`;
  return { kind: 'status', status: { ...answer.body, message } };
}

/**
 * The lines a command writes, and how its errors are worded at the end.
 * Source: v1.35 kubectl pkg/cmd/util/helpers.go checkErr
 */
export class Report {
  #shown: Shown[] = [];
  readonly #errors: KubectlError[] = [];
  #code = 0;

  print(text: string): void {
    this.write(`${text}\n`);
  }

  /** Without a line break behind it. */
  write(text: string): void {
    this.#show('stdout', text);
  }

  tell(text: string): void {
    this.#show('stderr', `${text}\n`);
  }

  #show(stream: Shown['stream'], text: string): void {
    const last = this.#shown.at(-1);
    if (last?.stream === stream) this.#shown[this.#shown.length - 1] = { stream, text: last.text + text };
    else if (text !== '') this.#shown.push({ stream, text });
  }

  fail(error: KubectlError): void {
    this.#errors.push(error);
  }

  exit(code: number): void {
    this.#code = code;
  }

  get failed(): boolean {
    return this.#errors.length > 0;
  }

  outcome(): Outcome {
    const [first] = this.#errors;
    if (first === undefined) return printed(this.#shown, this.#code);
    const lines = this.#errors.length === 1 ? alone(first) : this.#errors.map(amongOthers).join('\n');
    const text = `${lines}\n`;
    return printed([...this.#shown, { stream: 'stderr', text }], this.#code === 0 ? 1 : this.#code);
  }
}

/** The two streams of what was shown. */
export function printed(shown: readonly Shown[], code: number): Outcome {
  const of = (stream: Shown['stream']): string =>
    shown.map((each) => (each.stream === stream ? each.text : '')).join('');
  const [stdout, stderr] = [of('stdout'), of('stderr')];
  return { stdout, stderr, code, ...(stdout !== '' && stderr !== '' ? { shown } : {}) };
}

function alone(error: KubectlError): string {
  if (error.kind === 'status' && error.status.reason === 'Invalid') return invalidText(error.status);
  if (error.kind === 'plain') {
    const text = error.message.replace(/\n$/, '');
    return text.startsWith('error: ') ? text : `error: ${text}`;
  }
  return amongOthers(error);
}

function amongOthers(error: KubectlError): string {
  if (error.kind === 'plain') return error.message;
  if (error.kind === 'refused')
    return `The connection to the server ${server} was refused - did you specify the right host or port?`;
  const { reason, message } = error.status;
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`;
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

function invalidText({ details, message }: Status): string {
  if (details === undefined) return `The request is invalid: ${message}`;
  const { kind = '', name = '' } = details;
  const nameless = kind === '' && name === '';
  const head = nameless ? 'The request is invalid' : `The ${kind} "${name}" is invalid`;
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`))];
  if (causes.length === 0) return nameless && message !== '' ? `${head}: ${message}` : head;
  return causes.length === 1 ? `${head}: ${causes[0]}` : `${head}: \n${causes.map((cause) => `* ${cause}`).join('\n')}`;
}
