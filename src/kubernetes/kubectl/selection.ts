import { type Resource, resourceNamed } from '../api/resources.ts';
import { type KubectlError, plain } from './report.ts';

/** What the words of a command line pick: kinds, or objects by name. */
export interface Selected {
  readonly resource: Resource;
  /** Undefined: all, or those that a selector picks. */
  readonly name?: string;
}

export type Selection = { readonly selected: readonly Selected[] } | { readonly error: KubectlError };

/** In the order in which `kubectl get all` lists them. */
const all =
  'pods,replicationcontrollers,services,daemonsets,deployments,replicasets,statefulsets,horizontalpodautoscalers,cronjobs,jobs';

const mixed = `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'`;

/**
 * `pods`, `pod a b`, `pod/a svc/b`, `pods,services`.
 * Source: v1.35 cli-runtime pkg/resource/builder.go ResourceTypeOrNameArgs
 */
export function select(words: readonly string[]): Selection {
  const unknown = (kind: string) => ({ error: plain(`the server doesn't have a resource type "${kind}"`) });
  const [first = '', ...names] = words;
  if (words.some((word) => word.includes('/'))) {
    if (!words.every((word) => word.includes('/'))) return { error: plain(mixed) };
    const selected: Selected[] = [];
    for (const word of words) {
      const [kind = '', name = '', ...more] = word.split('/');
      if (more.length > 0) return { error: plain('arguments in resource/name form may not have more than one slash') };
      if (kind === '' || name === '' || kind.includes(','))
        return { error: plain('arguments in resource/name form must have a single resource and name') };
      const resource = resourceNamed(kind);
      if (resource === undefined) return unknown(kind);
      selected.push({ resource, name });
    }
    return { selected };
  }
  const kinds = first.split(',').flatMap((kind) => (kind === 'all' ? all.split(',') : [kind]));
  const found: Resource[] = [];
  for (const kind of kinds) {
    const resource = resourceNamed(kind);
    if (resource === undefined) return unknown(kind);
    if (!found.includes(resource)) found.push(resource);
  }
  if (names.includes('')) return { error: plain('resource name may not be empty') };
  if (names.length === 0) return { selected: found.map((resource) => ({ resource })) };
  return { selected: found.flatMap((resource) => names.map((name) => ({ resource, name }))) };
}

/** `pod/nginx`, `deployment.apps/web`: how kubectl names an object when it has done something to it. */
export function printedName(resource: Resource, name: string): string {
  return `${kindName(resource)}/${name}`;
}

/** `pod`, `deployment.apps` */
export const kindName = ({ singular, group }: Resource): string => (group === '' ? singular : `${singular}.${group}`);
