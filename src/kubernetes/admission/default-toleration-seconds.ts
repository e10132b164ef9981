import { type Fields, fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import { type AdmissionPlugin, aboutPod } from './admission.ts';

/** --default-not-ready-toleration-seconds and its twin. */
const seconds = 300;
const keys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

const covers = (toleration: Fields, key: string) =>
  (textOf(toleration.key) === key || textOf(toleration.key) === '') &&
  (textOf(toleration.effect) === 'NoExecute' || textOf(toleration.effect) === '');

/**
 * A pod stays five minutes on a node that is not heard of, unless it says otherwise.
 * Source: v1.35 plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  admit(request) {
    const pod = request.object;
    if (!aboutPod(request, 'CREATE', 'UPDATE') || pod === undefined) return undefined;
    const spec = fieldsOf(pod.spec);
    const own = rowsOf(spec.tolerations);
    const added = keys
      .filter((key) => !own.some((toleration) => covers(toleration, key)))
      .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds }));
    if (added.length === 0) return undefined;
    return { object: { ...pod, spec: { ...spec, tolerations: [...own, ...added] } }, changed: ['spec.tolerations'] };
  },
};
