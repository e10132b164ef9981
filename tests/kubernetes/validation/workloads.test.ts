import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

const template = (spec: object = {}, labels: object = { a: 'b' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
});

const selector = { matchLabels: { a: 'b' } };

function wrong(kind: string, spec: object, name = 'web'): readonly string[] {
  const apiVersion = kind === 'ReplicationController' ? 'v1' : kind === 'Job' ? 'batch/v1' : 'apps/v1';
  return validateCreate(defaultObject({ apiVersion, kind, metadata: { name, namespace: 'default' }, spec })).map(
    lineOf,
  );
}

describe('the selector of a workload', () => {
  it('that is unreadable keeps its template from being read', () => {
    const unreadable = { matchExpressions: [{ key: 'a', operator: 'In' }] };
    expect(wrong('Deployment', { selector: unreadable, template: template({ restartPolicy: 'Never' }) })).toEqual([
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"a","operator":"In"}]}: invalid label selector',
    ]);
  });

  it('that is empty is refused in the words of a Deployment', () => {
    expect(wrong('Deployment', { selector: {}, template: template() })).toEqual([
      'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ]);
  });

  it('is not asked of a DaemonSet, which finds that nothing matches it', () => {
    expect(wrong('DaemonSet', { template: template(), minReadySeconds: -1 })).toEqual([
      'spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    ]);
  });
});

describe('a workload', () => {
  it('speaks as the ReplicaSet where a Deployment says how long its Pods may run', () => {
    expect(wrong('Deployment', { selector, template: template({ activeDeadlineSeconds: 5 }) })).toEqual([
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
    ]);
  });

  it('may not leave out its template where it is a ReplicationController', () => {
    expect(wrong('ReplicationController', {})).toEqual([
      'spec.selector: Required value',
      'spec.template: Required value',
    ]);
  });

  it('prints the whole strategy of which it does not know the type', () => {
    expect(wrong('DaemonSet', { selector, template: template(), updateStrategy: { type: 'Foo' } })).toEqual([
      'spec.updateStrategy: Unsupported value: {"Type":"Foo","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
    ]);
  });

  it('has a name without dots where it is a StatefulSet', () => {
    expect(wrong('StatefulSet', { selector, template: template() }, 'a.b')).toEqual([
      'metadata.name: Invalid value: "a.b": must not contain dots',
    ]);
  });

  it('lists what is wrong in the order in which the server looks', () => {
    const spec = { replicas: -1, progressDeadlineSeconds: 0, strategy: { rollingUpdate: { maxSurge: -1 } } };
    expect(wrong('Deployment', { ...spec, selector, template: template({}, { a: 'c' }) })).toEqual([
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`',
      'spec.strategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0',
      'spec.progressDeadlineSeconds: Invalid value: 0: must be greater than minReadySeconds',
    ]);
  });
});
