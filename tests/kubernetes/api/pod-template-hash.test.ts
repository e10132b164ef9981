import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goDump } from '../../../src/kubernetes/api/go-dump.ts';
import { podTemplateHash } from '../../../src/kubernetes/api/pod-template-hash.ts';
import type { PodTemplateSpec } from '../../../src/kubernetes/api/types.ts';
import { defaultPodTemplate } from '../../../src/kubernetes/defaulting/pod-spec.ts';

interface Case {
  readonly name: string;
  readonly templateInput: object;
  readonly templateDefaulted: object;
  readonly dumpForHash: string;
  readonly podTemplateHash: string;
  readonly podTemplateHashCollisionCount1: string;
}

const cases = JSON.parse(readFileSync('tests/fixtures/conformance/pod-template-hash.json', 'utf8')) as readonly Case[];

describe.each(cases)('the template "$name"', (each) => {
  it('is dumped as Go dumps it', () => {
    expect(goDump(each.templateDefaulted, 'v1.PodTemplateSpec')).toBe(each.dumpForHash);
  });

  it('is defaulted as the server defaults it', () => {
    expect(defaultPodTemplate(each.templateInput)).toEqual(each.templateDefaulted);
  });

  it('has the hash that a real v1.35 controller computed', () => {
    const template = each.templateDefaulted as PodTemplateSpec;
    expect(podTemplateHash(template)).toBe(each.podTemplateHash);
    expect(podTemplateHash(template, 1)).toBe(each.podTemplateHashCollisionCount1);
  });
});
