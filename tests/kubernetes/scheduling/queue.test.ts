import { describe, expect, it } from 'vitest';
import type { ApiObject, Pod } from '../../../src/kubernetes/api/types.ts';
import { backOffAfter } from '../../../src/kubernetes/scheduling/back-off.ts';
import { clusterEvent } from '../../../src/kubernetes/scheduling/cluster-events.ts';
import { nothingElse } from '../../../src/kubernetes/scheduling/framework.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { SchedulingQueue } from '../../../src/kubernetes/scheduling/queue.ts';
import type { ClusterEvent } from '../../../src/kubernetes/scheduling/queueing-hint.ts';
import { Hints } from '../../../src/kubernetes/scheduling/queueing-hints.ts';

const queue = () => new SchedulingQueue(new Hints([fullProfile]));
const pod = (name: string, spec: object = {}): Pod =>
  ({
    metadata: { name, namespace: 'default', uid: name },
    spec: { containers: [{ name: 'main', resources: { requests: { cpu: '1' } } }], ...spec },
  }) as unknown as Pod;

const node = (cpu: string, more: object = {}): ApiObject =>
  ({
    metadata: { name: 'n' },
    spec: {},
    status: { allocatable: { cpu, pods: '10' } },
    ...more,
  }) as unknown as ApiObject;

function event(resource: string, before: ApiObject | undefined, after: ApiObject | undefined): ClusterEvent {
  const found = clusterEvent(resource, before, after);
  if (found === undefined) throw new Error(`nobody listens to ${resource}`);
  return found;
}

/** A queue in which one Pod waits, refused by one plugin at second 100. */
function waiting(plugin: string, spec: object = {}) {
  const made = queue();
  made.add(pod('p', spec), 0);
  const popped = made.pop();
  if (popped === undefined) throw new Error('nothing to pop');
  made.refused(popped, [plugin], 100_000, nothingElse);
  return made;
}

const names = (from: SchedulingQueue): readonly string[] => {
  const found: string[] = [];
  for (let next = from.pop(); next !== undefined; next = from.pop()) found.push(next.pod.metadata.name);
  return found;
};

describe('the active queue', () => {
  it('gives the Pod of higher priority first, then the one that came earlier', () => {
    const made = queue();
    made.add(pod('late'), 20);
    made.add(pod('early'), 10);
    made.add(pod('important', { priority: 1000 }), 30);
    expect(names(made)).toEqual(['important', 'early', 'late']);
  });

  it('does not hold a Pod with scheduling gates; it comes when the last gate is gone', () => {
    const made = queue();
    const gated = pod('p', { schedulingGates: [{ name: 'quota' }] });
    expect(made.add(gated, 0)).toBe(true);
    expect(made.empty).toBe(true);
    expect(made.happened(event('nodes', undefined, node('8')), nothingElse, 1)).toEqual([]);
    expect(made.update(pod('p'), [], nothingElse, 5000)).toBe(true);
    expect(names(made)).toEqual(['p']);
  });
});

describe('a refused Pod waits for a change that may help it', () => {
  it('a new node on which it would fit, and not one that is too small', () => {
    const made = waiting('NodeResourcesFit');
    expect(made.happened(event('nodes', undefined, node('500m')), nothingElse, 200_000)).toEqual([]);
    expect(made.happened(event('nodes', undefined, node('2')), nothingElse, 200_000)).toMatchObject([
      { by: 'NodeResourcesFit', to: 'active' },
    ]);
  });

  it('not a node whose label changed, when what it lacks is cpu', () => {
    const before = node('8', { metadata: { name: 'n', labels: { disk: 'hdd' } } });
    const after = node('8', { metadata: { name: 'n', labels: { disk: 'ssd' } } });
    expect(waiting('NodeResourcesFit').happened(event('nodes', before, after), nothingElse, 200_000)).toEqual([]);
    const wanting = waiting('NodeAffinity', { nodeSelector: { disk: 'ssd' } });
    expect(wanting.happened(event('nodes', before, after), nothingElse, 200_000)).toMatchObject([
      { by: 'NodeAffinity' },
    ]);
  });

  it('a Pod that leaves a node, and not one that had none', () => {
    const running = pod('other', { nodeName: 'n' }) as ApiObject;
    const made = waiting('NodeResourcesFit');
    expect(made.happened(event('pods', pod('other') as ApiObject, undefined), nothingElse, 200_000)).toEqual([]);
    expect(made.happened(event('pods', running, undefined), nothingElse, 200_000)).toHaveLength(1);
  });

  it('an uncordoned node, for whom it was closed', () => {
    const closed = node('8', { spec: { unschedulable: true } });
    const made = waiting('NodeUnschedulable');
    expect(made.happened(event('nodes', node('8'), closed), nothingElse, 200_000)).toEqual([]);
    expect(made.happened(event('nodes', closed, node('8')), nothingElse, 200_000)).toHaveLength(1);
  });

  it('its own new toleration, not that of another Pod', () => {
    const tolerating = { tolerations: [{ operator: 'Exists' }] };
    const made = waiting('TaintToleration');
    const others = event(
      'pods',
      pod('other', { nodeName: 'n' }) as ApiObject,
      pod('other', { nodeName: 'n', ...tolerating }) as ApiObject,
    );
    expect(made.happened(others, nothingElse, 200_000)).toEqual([]);
    const own = event('pods', pod('p') as ApiObject, pod('p', tolerating) as ApiObject);
    expect(made.update(pod('p', tolerating), [own], nothingElse, 200_000)).toBe(true);
  });

  it('or five minutes, whatever happens', () => {
    const made = waiting('NodeResourcesFit');
    expect(made.flush(400_000)).toEqual([]);
    expect(made.flush(400_001)).toMatchObject([{ by: 'UnschedulableTimeout' }]);
  });

  it('and what happened during its attempt counts, though the decision did not see it', () => {
    const made = queue();
    made.add(pod('p'), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.happened(event('nodes', undefined, node('8')), nothingElse, 1);
    made.refused(popped, ['NodeResourcesFit'], 2, nothingElse);
    expect(made.empty).toBe(false);
  });

  it('and what has changed in it meanwhile counts, too; it is tried as it is now', () => {
    const made = queue();
    made.add(pod('p'), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    const now = pod('p', { tolerations: [{ operator: 'Exists' }] });
    expect(made.update(now, [event('pods', pod('p') as ApiObject, now as ApiObject)], nothingElse, 1)).toBe(false);
    made.refused(popped, ['TaintToleration'], 2, nothingElse);
    expect(made.pop()?.pod).toBe(now);
  });

  it('but one that has gone during its attempt is not put back', () => {
    const made = queue();
    made.add(pod('p'), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.forget('p');
    made.refused(popped, ['NodeResourcesFit'], 2, nothingElse);
    expect(made.flush(1_000_000)).toEqual([]);
  });

  it('and the plugins of its own scheduler say what may help', () => {
    const bare = { schedulerName: 'bare', filters: [{ name: 'NodeResourcesFit' }] };
    const made = new SchedulingQueue(new Hints([fullProfile, bare]));
    made.add(pod('p', { schedulerName: 'bare' }), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.refused(popped, ['NodeResourcesFit'], 1, nothingElse);
    expect(made.happened(event('nodes', undefined, node('8')), nothingElse, 200_000)).toEqual([]);
  });
});

describe('the back-off', () => {
  it('doubles from a second to ten', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((count) => backOffAfter(count))).toEqual([
      0, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
  });

  it('is kept while another Pod can be tried, and cut short when there is none', () => {
    const made = waiting('NodeResourcesFit');
    const [woken] = made.happened(event('nodes', undefined, node('8')), nothingElse, 100_500);
    expect(woken?.to).toBe('back-off');
    made.add(pod('other'), 100_600);
    expect(names(made)).toEqual(['other', 'p']);
  });

  it('that is over does not keep a Pod behind one of lower priority', () => {
    const made = queue();
    made.add(pod('p', { priority: 10 }), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.happened(event('nodes', undefined, node('8')), nothingElse, 1);
    made.refused(popped, ['NodeResourcesFit'], 2, nothingElse);
    made.add(pod('other'), 3);
    expect(made.pop(4000)?.pod.metadata.name).toBe('p');
  });

  it('is kept to the end where no plugin refused the Pod, as in a cluster without nodes', () => {
    const made = queue();
    made.add(pod('p'), 0);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.refused(popped, [], 100_000, nothingElse);
    expect(made.empty).toBe(true);
    expect(made.errorBackOffEnds).toBe(102_000);
  });

  it('grows on after an error as it did before', () => {
    const made = waiting('NodeResourcesFit');
    made.flush(401_000);
    if (made.pop() === undefined) throw new Error('nothing to pop');
    made.failed(pod('p'), 401_000);
    expect(made.errorBackOffEnds).toBe(403_000);
    made.flushErrors(403_000);
    const popped = made.pop();
    if (popped === undefined) throw new Error('nothing to pop');
    made.refused(popped, ['NodeResourcesFit'], 404_000, nothingElse);
    expect(made.happened(event('nodes', undefined, node('8')), nothingElse, 406_900)[0]?.to).toBe('back-off');
    const later = made.pop();
    expect(later?.failures).toBe(2);
  });

  it('after an error is never cut short', () => {
    const made = queue();
    made.failed(pod('p'), 100_000);
    expect(made.empty).toBe(true);
    made.flushErrors(101_900);
    expect(made.empty).toBe(true);
    made.flushErrors(102_000);
    expect(names(made)).toEqual(['p']);
    made.failed(pod('p'), 102_000);
    expect(made.errorBackOffEnds).toBe(105_000);
  });
});
