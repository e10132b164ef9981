import type { ClusterView } from '../api/calls.ts';
import { byText, type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import type { Manifest } from '../api/types.ts';
import { type AdmissionPlugin, aboutPod, nameOf } from './admission.ts';
import { claimProblems, limitProblems } from './limit-range-rules.ts';

const annotation = 'kubernetes.io/limit-ranger';

const itemsIn = (view: ClusterView, namespace: string): readonly Fields[] =>
  view.list('limitranges', namespace).flatMap((range) => rowsOf(fieldsOf(fieldsOf(range).spec).limits));

/**
 * Containers get the requests and limits that the Namespace's LimitRange names, and stay within its bounds.
 * Source: v1.35 plugin/pkg/admission/limitranger/admission.go
 */
export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admit(request, view) {
    const pod = request.object;
    if (!aboutPod(request, 'CREATE') || pod === undefined) return undefined;
    return itemsIn(view, request.namespace)
      .filter(({ type }) => type === 'Container')
      .reduce<{ object: Manifest; changed: readonly string[] }>((done, item) => withDefaults(done, item), {
        object: pod,
        changed: [],
      });
  },
  validate(request, view) {
    const claim = request.resource.plural === 'persistentvolumeclaims' && request.subresource === undefined;
    if (request.operation === 'DELETE' || !(claim || aboutPod(request, 'CREATE', 'UPDATE'))) return undefined;
    const spec = fieldsOf(request.object?.spec);
    const rule = claim ? claimProblems : limitProblems;
    const problems = itemsIn(view, request.namespace).flatMap((item) => rule(spec, item));
    if (problems.length === 0) return undefined;
    const distinct = [...new Set(problems)];
    const why = distinct.length === 1 ? (distinct[0] ?? '') : `[${distinct.join(', ')}]`;
    return { refused: forbidden(request.resource, nameOf(request), why) };
  },
};

function withDefaults(done: { object: Manifest; changed: readonly string[] }, item: Fields): typeof done {
  const notes: string[] = [];
  const changed: string[] = [];
  const spec = fieldsOf(done.object.spec);
  const complete = (list: string, word: string) => {
    if (!Array.isArray(spec[list])) return {};
    const containers = rowsOf(spec[list]).map((container, index) => {
      const resources = fieldsOf(container.resources);
      const requests = added(resources.requests, item.defaultRequest);
      const limits = added(resources.limits, item.default);
      for (const [kind, { names }] of [
        ['request', requests],
        ['limit', limits],
      ] as const) {
        if (names.length === 0) continue;
        notes.push(`${names.join(', ')} ${kind} for ${word} ${textOf(container.name)}`);
        changed.push(`spec.${list}[${index}].resources.${kind}s`);
      }
      if (requests.names.length + limits.names.length === 0) return container;
      return {
        ...container,
        resources: { ...resources, ...filled('limits', limits.list), ...filled('requests', requests.list) },
      };
    });
    return { [list]: containers };
  };
  const containers = complete('containers', 'container');
  const inits = complete('initContainers', 'init container');
  if (notes.length === 0) return done;
  const metadata = fieldsOf(done.object.metadata);
  const annotations = {
    ...fieldsOf(metadata.annotations),
    [annotation]: `LimitRanger plugin set: ${notes.join('; ')}`,
  };
  return {
    object: {
      ...done.object,
      metadata: { ...metadata, annotations } as Fields,
      spec: { ...spec, ...containers, ...inits },
    },
    changed: [...done.changed, ...changed, `metadata.annotations[${annotation}]`],
  };
}

const filled = (name: string, list: Fields): Fields => (Object.keys(list).length === 0 ? {} : { [name]: list });

function added(have: unknown, wanted: unknown): { readonly list: Fields; readonly names: readonly string[] } {
  const list = fieldsOf(have);
  const names = Object.keys(fieldsOf(wanted))
    .filter((name) => own(list, name) === undefined)
    .sort(byText);
  return { list: { ...fieldsOf(wanted), ...list }, names };
}
