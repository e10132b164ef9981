import { describe, expect, it } from 'vitest';
import { shownAt } from '../../src/story/level.ts';
import { storyOf } from './story-of.ts';

describe('the levels of detail', () => {
  const told = [...storyOf('deployment-and-service').classes.values()];
  const at = (level: 'story' | 'detail') =>
    told.filter((each) => shownAt(each.level, level)).map(({ message }) => message);

  it('keep etcd, events and leases for Everything, but for what a person’s wish is stored by', () => {
    const detail = at('detail');
    expect(detail.filter(({ body }) => body.type === 'http-request' && body.resource === 'leases')).toEqual([]);
    expect(detail.filter(({ body }) => body.type === 'http-request' && body.resource === 'events')).toEqual([]);
    const puts = detail.filter(({ body }) => body.type === 'etcd-txn').map(({ body }) => 'key' in body && body.key);
    expect(puts).toEqual(['/registry/deployments/default/web', '/registry/services/specs/default/web']);
  });

  it('show in Detail each request, watch event and call to the runtime that the run is about', () => {
    const detail = at('detail');
    for (const part of ['http-request', 'watch-event', 'cri-call', 'cni-call'])
      expect(detail.some(({ body }) => body.type === part)).toBe(true);
    expect(detail.length).toBeGreaterThan(3 * at('story').length);
  });

  it('leave nothing out of Everything', () => {
    expect(told.filter((each) => shownAt(each.level, 'everything'))).toHaveLength(told.length);
  });
});
