import type { ClusterView } from '../api/calls.ts';
import { at, fieldsOf, own, textOf } from '../api/fields.ts';
import { forbidden, invalid } from '../api/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, nameOf, type Validated } from './admission.ts';
import { violationsOf } from './pod-security-checks.ts';
import { existingViolations, levelProblems } from './pod-security-namespace.ts';

const templates: Readonly<Record<string, readonly string[]>> = {
  deployments: ['spec', 'template', 'spec'],
  replicasets: ['spec', 'template', 'spec'],
  daemonsets: ['spec', 'template', 'spec'],
  statefulsets: ['spec', 'template', 'spec'],
  jobs: ['spec', 'template', 'spec'],
  cronjobs: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  replicationcontrollers: ['spec', 'template', 'spec'],
};

/** Pods that are there stay, and the person is told which would be refused from now on. Source: ValidateNamespace */
function namespaceChange({ resource, operation, object, oldObject }: AdmissionRequest, view: ClusterView): Validated {
  const labels = fieldsOf(object?.metadata?.labels);
  const before = fieldsOf(oldObject?.metadata?.labels);
  const name = object?.metadata?.name ?? '';
  const problems = levelProblems(labels);
  if (problems.length > 0) {
    const known = levelProblems(before).length > 0;
    return known ? undefined : { refused: invalid(resource, name, problems) };
  }
  const key = 'pod-security.kubernetes.io/enforce';
  const [level, version] = [textOf(labels[key]), textOf(labels[`${key}-version`]) || 'latest'];
  const same = level === textOf(before[key]) && version === (textOf(before[`${key}-version`]) || 'latest');
  if (operation !== 'UPDATE' || same || level === '' || level === 'privileged') return undefined;
  // From the stricter level to the other, nothing new can be broken.
  if (level === 'baseline' && textOf(before[key]) === 'restricted') return undefined;
  const warnings = existingViolations(view, name, `${level}:${version}`, (spec) =>
    violationsOf(level, version, fieldsOf(spec)),
  );
  return warnings.length === 0 ? undefined : { warnings };
}

/**
 * The standard that the Namespace's labels name: pods are refused, templates only warned about.
 * Source: v1.35 pod-security-admission/admission/admission.go
 */
export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  validate(request: AdmissionRequest, view) {
    const { resource, subresource, object, operation, namespace } = request;
    if (operation === 'DELETE' || subresource !== undefined || object === undefined) return undefined;
    if (resource.plural === 'namespaces') return namespaceChange(request, view);
    const labels = fieldsOf(at(view.get('namespaces', '', namespace), 'metadata', 'labels'));
    const level = (mode: string) => textOf(labels[`pod-security.kubernetes.io/${mode}`]);
    const version = (mode: string) => textOf(labels[`pod-security.kubernetes.io/${mode}-version`]) || 'latest';
    const says = (mode: string, spec: unknown, verb: string) => {
      const broken = violationsOf(level(mode), version(mode), fieldsOf(spec));
      return broken.length === 0
        ? undefined
        : `${verb} PodSecurity "${level(mode)}:${version(mode)}": ${broken.join(', ')}`;
    };
    if (resource.plural === 'pods') {
      const why = says('enforce', object.spec, 'violates');
      if (why !== undefined) return { refused: forbidden(resource, nameOf(request), why) };
      const warning = says('warn', object.spec, 'would violate');
      return warning === undefined ? undefined : { warnings: [warning] };
    }
    const path = own(templates, resource.plural);
    if (path === undefined) return undefined;
    // The level that would refuse the pods is told too, unless a level for warnings says something else.
    const mode = level('warn') === '' ? 'enforce' : 'warn';
    const warning = says(mode, at(object, ...path), 'would violate');
    return warning === undefined ? undefined : { warnings: [warning] };
  },
};
