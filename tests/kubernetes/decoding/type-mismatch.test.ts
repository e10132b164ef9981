import { describe, expect, it } from 'vitest';
import { resourceForKind } from '../../../src/kubernetes/api/resources.ts';
import { roots, types } from '../../../src/kubernetes/api/schema/fields.generated.ts';
import { decode } from '../../../src/kubernetes/decoding/decode.ts';
import { namedTypes } from '../../../src/kubernetes/decoding/go-named-types.ts';
import { metadataMistake } from '../../../src/kubernetes/decoding/metadata-mistake.ts';

function refusal(apiVersion: string, kind: string, fields: object): string {
  const resource = resourceForKind(apiVersion, kind);
  if (resource === undefined) throw new Error(kind);
  const decoded = decode(resource, { apiVersion, kind, ...fields }, 'Strict', {
    roots,
    types,
    named: () => namedTypes,
  });
  if (!('refused' in decoded)) return '';
  return decoded.refused.message?.replace(/^.* cannot be handled as a \w+: /, '') ?? '';
}

const pod = (spec: object) => refusal('v1', 'Pod', { spec });
const container = (fields: object) => pod({ containers: [fields] });

describe('a value of another type than its field', () => {
  it('is told with the Go struct, the way to it without indices, and the Go type', () => {
    expect(pod({ containers: ['c'] })).toBe(
      'json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type v1.Container',
    );
    expect(container({ securityContext: { capabilities: { add: 'NET_ADMIN' } } })).toBe(
      'json: cannot unmarshal string into Go struct field Capabilities.spec.containers.securityContext.capabilities.add of type []v1.Capability',
    );
    expect(pod({ restartPolicy: 5 })).toBe(
      'json: cannot unmarshal number into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy',
    );
  });

  it('that reads itself is told with its place too, and with the number where one does not fit', () => {
    expect(container({ livenessProbe: { httpGet: { port: 1.5 } } })).toBe(
      'json: cannot unmarshal number 1.5 into Go struct field HTTPGetAction.spec.containers.livenessProbe.httpGet.port of type int32',
    );
  });

  it('is forgotten where an amount cannot be read', () => {
    expect(container({ command: [5], resources: { limits: { cpu: 'x' } } })).toMatch(/^quantities must match/);
  });

  it('is the first one in the order of the keys, whatever the order in which they were written', () => {
    expect(pod({ nodeName: 5, hostNetwork: 'x' })).toContain('PodSpec.spec.hostNetwork of type bool');
  });

  it('bears the version of its group', () => {
    expect(refusal('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { metrics: {} } })).toBe(
      'json: cannot unmarshal object into Go struct field HorizontalPodAutoscalerSpec.spec.metrics of type []v2.MetricSpec',
    );
  });
});

describe('unknown fields', () => {
  it('come in the order of their keys, capitals first, items by their number', () => {
    const containers = [...Array(11)].map((_, index) => (index === 2 || index === 10 ? { a: 1 } : {}));
    expect(pod({ zoo: 1, containers, Bar: 2 })).toBe(
      'strict decoding error: unknown field "spec.Bar", unknown field "spec.containers[2].a", unknown field "spec.containers[10].a", unknown field "spec.zoo"',
    );
  });
});

describe('metadata is read by kubectl, which', () => {
  it('names a struct of its own where there is no object at all', () => {
    expect(metadataMistake([])).toBe(
      'json: cannot unmarshal array into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta',
    );
  });

  it('reads every field of it, and lets unknown ones pass', () => {
    expect(metadataMistake({ name: 'p', ownerReferences: [{ controller: 'x' }] })).toBe(
      'json: cannot unmarshal string into Go struct field OwnerReference.metadata.ownerReferences.controller of type bool',
    );
    expect(metadataMistake({ lables: {} })).toBeUndefined();
  });
});
