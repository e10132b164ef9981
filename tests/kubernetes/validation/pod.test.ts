import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

function wrong(spec: object, container: object = {}): readonly string[] {
  const containers = [{ name: 'c', image: 'nginx', ...container }];
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' } };
  return validateCreate(defaultObject({ ...pod, spec: { containers, serviceAccountName: 'default', ...spec } })).map(
    lineOf,
  );
}

describe('a Pod is refused', () => {
  it('for a mount of a volume that is itself wrong', () => {
    const volumes = [{ name: 'a', configMap: {} }];
    expect(wrong({ volumes }, { volumeMounts: [{ name: 'a', mountPath: '/a' }] })).toEqual([
      'spec.volumes[0].configMap.name: Required value',
      'spec.containers[0].volumeMounts[0].name: Not found: "a"',
    ]);
  });

  it('for a device that is no claim', () => {
    const volumes = [{ name: 'a', emptyDir: {} }];
    expect(wrong({ volumes }, { volumeDevices: [{ name: 'a', devicePath: '/dev/x' }] })).toEqual([
      'spec.containers[0].volumeDevices[0].name: Invalid value: "a": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    ]);
  });

  it('for a claim of a container that the Pod does not have', () => {
    expect(wrong({}, { resources: { claims: [{ name: 'gpu' }] } })).toEqual([
      'spec.containers[0].resources.claims[0]: Not found: "gpu": must be one of the names in pod.spec.resourceClaims which is empty',
    ]);
  });

  it('for the network of the node where its users are its own', () => {
    expect(wrong({ hostUsers: false, hostNetwork: true })).toEqual([
      'spec.hostNetwork: Forbidden: when `hostUsers` is false',
    ]);
  });

  it('for asking for less than its containers do', () => {
    const spec = { resources: { requests: { cpu: '1' } } };
    expect(wrong(spec, { resources: { requests: { cpu: '2' } } })).toEqual([
      'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
    ]);
  });

  it('for rules of restarting where it does not say whether to restart', () => {
    const rule = { action: 'Restart', exitCodes: { operator: 'In', values: [1] } };
    expect(wrong({}, { restartPolicyRules: [rule] })).toEqual([
      'spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used',
    ]);
  });

  it('for a spread that another row gives too, at the earlier of the two', () => {
    const row = { maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' };
    expect(wrong({ topologySpreadConstraints: [row, row] })).toEqual([
      'spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{a, DoNotSchedule}"',
    ]);
  });

  it('for a field of the Pod that no variable can hold', () => {
    const field = (fieldPath: string) => ({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] });
    expect(wrong({}, field("metadata.name['x']"))).toEqual([
      "spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name['x']\": error converting fieldPath: field label does not support subscript: metadata.name['x']",
    ]);
  });

  it('for what Windows does not have', () => {
    expect(wrong({ os: { name: 'windows' }, securityContext: { fsGroup: 1 } })).toEqual([
      'spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod',
    ]);
  });

  it('not for a pull secret without a name, of which it is only warned', () => {
    expect(wrong({ imagePullSecrets: [{}] })).toEqual([]);
  });
});
