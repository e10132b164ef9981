import type { ApiAnswer, ApiCall, ClientCall } from '../../../src/kubernetes/api/calls.ts';
import { resources } from '../../../src/kubernetes/api/resources.ts';
import { parseSelector } from '../../../src/kubernetes/api/selector-parser.ts';
import { fieldMatcher, satisfies } from '../../../src/kubernetes/api/selectors.ts';
import { notFound } from '../../../src/kubernetes/api/status.ts';
import { readYaml } from '../../../src/kubernetes/decoding/go-yaml/read-yaml.ts';
import { commands } from '../../../src/kubernetes/kubectl/commands/index.ts';
import { printObjects } from '../../../src/kubernetes/kubectl/output.ts';
import { type Outcome, runKubectl } from '../../../src/kubernetes/kubectl/run-kubectl.ts';
import { splitWords } from '../../../src/kubernetes/kubectl/words.ts';

/** An object as a server stores it. */
export interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

export interface Carried extends Outcome {
  /** The requests that would have changed something. */
  readonly changes: readonly ApiCall[];
}

/** Carries out a kubectl command against a cluster that holds these objects and never changes. */
export function kubectl(
  command: string,
  objects: readonly Stored[],
  now = '2026-11-23T23:00:00Z',
  files: Readonly<Record<string, string>> = {},
): Carried {
  const changes: ApiCall[] = [];
  const split = splitWords(command);
  if ('error' in split) throw new Error(split.error);
  const steps = runKubectl(
    split.words,
    { files, user: 'kubernetes-admin', now: () => now, printObjects, readYaml },
    commands,
  );
  let step = steps.next();
  while (step.done !== true) {
    const calls: readonly ClientCall[] = 'verb' in step.value ? [step.value] : step.value;
    for (const call of calls) if (changing.has(call.verb)) changes.push(call as ApiCall);
    step = steps.next(calls.map((call) => answer(call, objects)));
  }
  return { ...step.value, changes };
}

const changing: ReadonlySet<string> = new Set(['create', 'patch', 'update', 'delete']);

function answer(call: ClientCall, objects: readonly Stored[]): ApiAnswer {
  if (call.verb === 'pause') return { code: 0, body: undefined };
  const [path = '', query = ''] = call.path.split('?');
  // Each container has said its name, on three lines.
  const [, logged] = /\/pods\/(.*)\/log$/.exec(path) ?? [];
  if (logged !== undefined) {
    const asked = new URLSearchParams(query);
    const container = asked.get('container') ?? '';
    const lines = [1, 2, 3].map((line) => `${logged} ${container} ${line}\n`);
    return { code: 200, body: lines.slice(-Number(asked.get('tailLines') ?? 3)).join('') };
  }
  const [, group = '', namespace, plural = '', name] =
    /^\/(?:api|apis\/([^/]+))\/v\d\w*(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?(?:\/[^/]+)?$/.exec(path) ??
    [];
  const resource = resources.find((each) => each.group === (group ?? '') && each.plural === plural);
  if (path.startsWith('/openapi/')) return { code: 200, body: {} };
  if (resource === undefined) return { code: 404, body: undefined };
  const here = objects.filter(
    (object) => object.kind === resource.kind && (namespace === undefined || object.metadata.namespace === namespace),
  );
  if (name !== undefined) {
    const found = here.find(({ metadata }) => metadata.name === name);
    return found === undefined ? { code: 404, body: notFound(resource, name) } : { code: 200, body: found };
  }
  if (call.verb === 'create') return { code: 201, body: call.body };
  const asked = new URLSearchParams(query);
  const selector = parseSelector(asked.get('labelSelector') ?? '');
  const wanted = 'requirements' in selector ? selector.requirements : [];
  const items = here.filter(
    (object) =>
      satisfies(wanted, object.metadata.labels ?? {}) && fieldMatcher(asked.get('fieldSelector') ?? '')(object),
  );
  // A watch begins with what is there; nothing comes after it, so it times out unless that was enough.
  if (call.verb === 'watch')
    return { code: items.some((object) => call.until({ type: 'ADDED', object })) ? 200 : 408, body: undefined };
  return { code: 200, body: { kind: `${resource.kind}List`, apiVersion: resource.apiVersion, items } };
}
