import { describe, expect, it } from 'vitest';
import { resourceForKind } from '../../../src/kubernetes/api/resources.ts';
import { roots, types } from '../../../src/kubernetes/api/schema/fields.generated.ts';
import { decode } from '../../../src/kubernetes/decoding/decode.ts';
import { namedTypes } from '../../../src/kubernetes/decoding/go-named-types.ts';

function read(apiVersion: string, kind: string, body: object, validation: 'Strict' | 'Warn' = 'Strict') {
  const resource = resourceForKind(apiVersion, kind);
  if (resource === undefined) throw new Error(`${kind} is no kind`);
  return decode(resource, { apiVersion, kind, ...body }, validation, { roots, types, named: () => namedTypes });
}
const pod = (container: object, spec: object = {}, validation?: 'Warn') =>
  read(
    'v1',
    'Pod',
    { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', ...container }], ...spec } },
    validation,
  );
const refusal = (decoded: ReturnType<typeof read>) => ('refused' in decoded ? decoded.refused.message : undefined);
const front = 'Pod in version "v1" cannot be handled as a Pod: ';

describe('strict decoding', () => {
  it('names every unknown field', () => {
    expect(refusal(pod({ imagePullPolcy: 'Always' }, { foo: 1 }))).toBe(
      `${front}strict decoding error: unknown field "spec.containers[0].imagePullPolcy", unknown field "spec.foo"`,
    );
  });
  it('knows the fields of v1.35, not those of the version after it', () => {
    const unknown = (...paths: readonly string[]) =>
      `strict decoding error: ${paths.map((path) => `unknown field "${path}"`).join(', ')}`;
    expect(refusal(pod({}, { workloadRef: { name: 'w', podGroup: 'g', podGroupReplicaKey: 'k' } }))).toBeUndefined();
    expect(refusal(pod({}, { workloadRef: { name: 'w', minCount: 1 }, schedulingGroup: { podGroupName: 'g' } }))).toBe(
      `${front}${unknown('spec.schedulingGroup', 'spec.workloadRef.minCount')}`,
    );
    const driver = { spec: { serviceAccountTokenInSecrets: true, preventPodSchedulingIfMissing: true } };
    expect(refusal(read('storage.k8s.io/v1', 'CSIDriver', { metadata: { name: 'd' }, ...driver }))).toBe(
      `CSIDriver in version "v1" cannot be handled as a CSIDriver: ${unknown('spec.preventPodSchedulingIfMissing')}`,
    );
    const device = { name: 'd', attributes: { a: { ints: [1] }, b: { int: 1 } } };
    expect(refusal(read('resource.k8s.io/v1', 'ResourceSlice', { spec: { devices: [device] } }))).toBe(
      `ResourceSlice in version "v1" cannot be handled as a ResourceSlice: ${unknown('spec.devices[0].attributes.a.ints')}`,
    );
  });
  it('has no kind in small letters', () => {
    const resource = resourceForKind('apps/v1', 'Deployment');
    if (resource === undefined) throw new Error('no Deployments');
    const schema = { roots, types, named: () => namedTypes };
    expect(refusal(decode(resource, { apiVersion: 'apps/v1', kind: 'deployment' }, 'Strict', schema))).toBe(
      'deployment in version "v1" cannot be handled as a Deployment: no kind "deployment" is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    );
  });
  it('reads the values of a map as it reads those of a list, with the key in the path', () => {
    const crd = (properties: object) =>
      read('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
        metadata: { name: 'a.b.c' },
        spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties } } }] },
      });
    const cannot = 'CustomResourceDefinition in version "v1" cannot be handled as a CustomResourceDefinition: ';
    const schema = 'spec.versions[0].schema.openAPIV3Schema.properties';
    expect(refusal(crd({ spec: { properties: { size: { tpye: 'string' } } } }))).toBe(
      `${cannot}strict decoding error: unknown field "${schema}.spec.properties.size.tpye"`,
    );
    expect(refusal(crd({ spec: { required: 'size' } }))).toBe(
      `${cannot}json: cannot unmarshal string into Go struct field JSONSchemaProps.spec.versions.schema.openAPIV3Schema.properties.required of type []string`,
    );
    // What reads itself is not looked into.
    expect(refusal(crd({ spec: { type: 'array', items: { tpye: 'string' } } }))).toBeUndefined();
  });
  it('says which Go field a value of the wrong type would go to', () => {
    expect(refusal(pod({ ports: [{ containerPort: 'http' }] }))).toBe(
      `${front}json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`,
    );
  });
  it('refuses what is no quantity and makes the others canonical', () => {
    expect(refusal(pod({ resources: { limits: { cpu: 'lots' } } }))).toBe(
      `${front}quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
    );
    const decoded = pod({ resources: { limits: { cpu: '0.5', memory: '1024Mi' } } });
    expect('object' in decoded && decoded.object.spec).toMatchObject({
      containers: [{ resources: { limits: { cpu: '500m', memory: '1Gi' } } }],
    });
  });
  it('refuses a number that the Go field cannot hold', () => {
    expect(refusal(pod({ ports: [{ containerPort: 80.5 }] }))).toBe(
      `${front}json: cannot unmarshal number 80.5 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`,
    );
  });
  it('reads amounts that stand alone as quantities', () => {
    const decoded = pod({}, { volumes: [{ name: 'v', emptyDir: { sizeLimit: '1024Mi' } }] });
    expect('object' in decoded && decoded.object.spec).toMatchObject({ volumes: [{ emptyDir: { sizeLimit: '1Gi' } }] });
    expect(refusal(pod({}, { volumes: [{ name: 'v', emptyDir: { sizeLimit: 'x' } }] }))).toContain('quantities must');
  });
  it('refuses bad base64 at its byte', () => {
    expect(refusal(read('v1', 'Secret', { metadata: { name: 's' }, data: { a: 'abc!' } }))).toBe(
      'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 3',
    );
  });
  it('reads every field of bytes as base64, and writes it again in one line', () => {
    const hook = (caBundle: unknown) => ({ metadata: { name: 'h' }, webhooks: [{ clientConfig: { caBundle } }] });
    const kind = 'ValidatingWebhookConfiguration';
    const says = `${kind} in version "v1" cannot be handled as a ${kind}: `;
    expect(refusal(read('admissionregistration.k8s.io/v1', kind, hook('<omitted>')))).toBe(
      `${says}illegal base64 data at input byte 0`,
    );
    expect(refusal(read('admissionregistration.k8s.io/v1', kind, hook(1)))).toBe(
      `${says}json: cannot unmarshal number into Go struct field WebhookClientConfig.webhooks.clientConfig.caBundle of type []uint8`,
    );
    const data = { a: 'YWJj\nZGVm\n' };
    for (const body of [{ binaryData: data }, { binaryData: data, data: { a: 'a\n' } }]) {
      const decoded = read('v1', 'ConfigMap', body);
      expect('object' in decoded && decoded.object.binaryData).toEqual({ a: 'YWJjZGVm' });
    }
    const number = read('v1', 'Secret', { metadata: { name: 's' }, data: { a: 1 } });
    expect(refusal(number)).toContain('cannot unmarshal number into Go struct field Secret.data of type []uint8');
  });
  it('says the base64 of a request before a field that it does not know', () => {
    const conversion = { webhook: { clientConfig: { caBundle: '<CA>' } }, conversionReviewVersions: ['v1'] };
    const definition = { metadata: { name: 'd' }, spec: { conversion } };
    expect(refusal(read('apiextensions.k8s.io/v1', 'CustomResourceDefinition', definition))).toContain(
      'illegal base64 data at input byte 0',
    );
  });
  it('takes a number or a name where the API does', () => {
    for (const targetPort of [80, 'http']) {
      const service = { metadata: { name: 's' }, spec: { ports: [{ port: 80, targetPort }] } };
      expect(refusal(read('v1', 'Service', service))).toBeUndefined();
    }
  });
});

describe('decoding that is not strict', () => {
  it('drops unknown fields and warns', () => {
    const decoded = pod({ imagePullPolcy: 'Always' }, {}, 'Warn');
    expect(decoded).toMatchObject({ warnings: ['unknown field "spec.containers[0].imagePullPolcy"'] });
    expect(JSON.stringify(decoded)).not.toContain('"imagePullPolcy"');
  });
});

describe('a time', () => {
  const lease = (renewTime: unknown) =>
    refusal(read('coordination.k8s.io/v1', 'Lease', { metadata: { name: 'l' }, spec: { renewTime } }));
  it('is read as Go reads it', () => {
    expect(lease('2026-01-01T00:00:00.000000Z')).toBeUndefined();
    expect(lease('soon')).toBe(
      'Lease in version "v1" cannot be handled as a Lease: parsing time "soon" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "soon" as "2006"',
    );
    expect(lease('2026-01-01')).toMatch(/cannot parse "" as "T"$/);
    expect(lease('2026-13-01T00:00:00Z')).toMatch(/parsing time "2026-13-01T00:00:00Z": month out of range$/);
  });
});
