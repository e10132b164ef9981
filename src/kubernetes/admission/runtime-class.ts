import { type Fields, fieldsOf, own, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import { type AdmissionPlugin, aboutPod, nameOf } from './admission.ts';

/**
 * A pod takes over what its runtime class costs and where it is installed.
 * Source: v1.35 plugin/pkg/admission/runtimeclass/admission.go
 */
export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  admit(request, view) {
    const pod = request.object;
    if (!aboutPod(request, 'CREATE') || pod === undefined) return undefined;
    const spec = fieldsOf(pod.spec);
    const wanted = textOf(spec.runtimeClassName);
    const refuse = (why: string) => ({ refused: forbidden(request.resource, nameOf(request), why) });
    const given = Object.keys(fieldsOf(spec.overhead)).length > 0;
    if (wanted === '') {
      return given
        ? refuse('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead')
        : undefined;
    }
    const found = view.get('runtimeclasses', '', wanted);
    if (found === undefined) return refuse(`pod rejected: RuntimeClass "${wanted}" not found`);
    const scheduling = fieldsOf(fieldsOf(found).scheduling);
    const overhead = fieldsOf(fieldsOf(found).overhead).podFixed;
    if (given && !sameJson(spec.overhead, overhead)) {
      return refuse(
        overhead === undefined
          ? 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'
          : "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
      );
    }
    const asked = fieldsOf(spec.nodeSelector);
    const nodes = fieldsOf(scheduling.nodeSelector);
    const clash = Object.keys(nodes).find((key) => own(asked, key) !== undefined && own(asked, key) !== nodes[key]);
    if (clash !== undefined) {
      return refuse(
        `conflict: runtimeClass.scheduling.nodeSelector[${clash}] = ${String(nodes[clash])}; pod.spec.nodeSelector[${clash}] = ${String(asked[clash])}`,
      );
    }
    const tolerations = rowsOf(spec.tolerations);
    const more = rowsOf(scheduling.tolerations).filter(
      (toleration) => !tolerations.some((other) => sameJson(other, toleration)),
    );
    const done: Fields = {
      ...spec,
      ...(overhead === undefined ? {} : { overhead }),
      ...(Object.keys(nodes).length === 0 ? {} : { nodeSelector: { ...asked, ...nodes } }),
      ...(more.length === 0 ? {} : { tolerations: [...tolerations, ...more] }),
    };
    const changed = ['overhead', 'nodeSelector', 'tolerations'].filter((name) => done[name] !== spec[name]);
    return changed.length === 0
      ? undefined
      : { object: { ...pod, spec: done }, changed: changed.map((name) => `spec.${name}`) };
  },
};
