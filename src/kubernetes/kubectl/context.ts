import type { ApiAnswer, Calls, ClientCall } from '../api/calls.ts';
import type { ReadYaml } from '../decoding/yaml-documents.ts';
import type { Arguments, FlagKinds } from './flags.ts';
import { flag } from './flags.ts';
import type { PrintObjects } from './output.ts';
import type { Outcome } from './report.ts';

export interface KubectlContext {
  readonly files: Readonly<Record<string, string>>;
  readonly user: string;
  /** RFC 3339 */
  readonly now: () => string;
  readonly stdin?: string;
  /** How YAML is read, in the words of the library that kubectl reads it with. */
  readonly readYaml: ReadYaml;
  /** How objects are printed: as tables, or as `-o` says. Given from outside, as a browser loads it late. */
  readonly printObjects: PrintObjects;
}

/** Name of the one cluster that kubectl knows. */
export const cluster = 'kubernetes';

/** Each user of a scenario has a kubeconfig of their own, with one context, as kubeadm would write it. */
export const contextOf = ({ user }: KubectlContext): string => `${user}@${cluster}`;

/** One command of kubectl. */
export interface Command {
  readonly name: string;
  readonly flags: FlagKinds;
  readonly short?: Readonly<Record<string, string>>;
  readonly run: (args: Arguments, context: KubectlContext) => Calls<Outcome>;
}

export const success = (answer: ApiAnswer): boolean => answer.code >= 200 && answer.code < 300;

/** Makes one call and waits for its answer. */
export function* ask(call: ClientCall): Calls<ApiAnswer> {
  const [answer] = yield call;
  return answer ?? { code: 0, body: undefined };
}

/** An empty one counts as none was given. Source: v1.35 client-go tools/clientcmd/client_config.go Namespace */
export const namespaceOf = (args: Arguments): string => flag(args, 'namespace') || 'default';

/**
 * What a command that validates asks first: whether the server can do it. With caches warm, nothing else.
 * Source: v1.35 kubectl pkg/cmd/util/factory_client_access.go Validator
 */
export function* askForSchema(): Calls<ApiAnswer> {
  return yield* ask({ verb: 'get', path: '/openapi/v3?timeout=32s' });
}
