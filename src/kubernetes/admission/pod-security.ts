import { at, fieldsOf, own, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, nameOf } from './admission.ts';
import { baseline, restricted } from './pod-security-checks.ts';

const templates: Readonly<Record<string, readonly string[]>> = {
  deployments: ['spec', 'template', 'spec'],
  replicasets: ['spec', 'template', 'spec'],
  daemonsets: ['spec', 'template', 'spec'],
  statefulsets: ['spec', 'template', 'spec'],
  jobs: ['spec', 'template', 'spec'],
  cronjobs: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  replicationcontrollers: ['spec', 'template', 'spec'],
};

function violations(level: string, spec: unknown): readonly string[] {
  const pod = fieldsOf(spec);
  const checks = level === 'restricted' ? restricted : level === 'baseline' ? baseline : [];
  return checks.map((check) => check(pod)).filter((text) => text !== undefined);
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
    const labels = fieldsOf(at(view.get('namespaces', '', namespace), 'metadata', 'labels'));
    const level = (mode: string) => textOf(labels[`pod-security.kubernetes.io/${mode}`]);
    const version = (mode: string) => textOf(labels[`pod-security.kubernetes.io/${mode}-version`]) || 'latest';
    const says = (mode: string, spec: unknown, verb: string) => {
      const broken = violations(level(mode), spec);
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
