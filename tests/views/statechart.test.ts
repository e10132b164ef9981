import { describe, expect, it } from 'vitest';
import { chartRoutes } from '../../src/trace/chart-route.ts';
import { layoutOf } from '../../src/views/statechart/chart-cache.ts';
import { chartNames } from '../../src/views/statechart/chart-names.ts';
import { restView, worthSeeing } from '../../src/views/statechart/chart-view.ts';
import { chartOfMessage, defaultChart } from '../../src/views/statechart/default-charts.ts';
import { offeredCharts } from '../../src/views/statechart/offered-charts.ts';
import { nextWords, visitWords } from '../../src/views/statechart/state-words.ts';
import { chartAt, definitionOf, storyOf } from './statechart-run.ts';

const worker = 'worker-1/kubelet/default/nginx';

describe('a refused API request', () => {
  const { progress, refused } = chartAt('invalid-manifest', 'kube-apiserver/request-2', 155);

  it('is refused in the phase that refused it, and in no other', () => {
    expect([...refused]).toEqual(['validating']);
  });

  it('never entered the phases behind that one', () => {
    expect(progress.visits.has('admitting')).toBe(false);
    expect(progress.visits.has('storing')).toBe(false);
    expect(progress.active).toBe('answered');
  });
});

describe('a Pod worker that pulls an image', () => {
  const { progress } = chartAt('nginx', worker, 1000);

  it('is in that state and in the one around it', () => {
    expect(progress.active).toBe('syncing.pulling the image');
    expect(progress.visits.get('syncing')?.until).toBeUndefined();
  });

  it('knows what comes next in the trace', () => {
    expect(progress.next?.event).toBe('image pulled');
    expect([...progress.coming]).toContain('syncing.pulling the image>image pulled>syncing.configuring');
  });

  it('has passed states that take no time, which the trace does not name', () => {
    expect(progress.visits.get('choosing the work')).toMatchObject({ times: 1 });
    expect(progress.taken).toContain('syncing.comparing>>syncing.making the sandbox');
  });
});

describe('the way of a Pod worker through its chart', () => {
  const { route } = chartRoutes(definitionOf('kubelet-pod-worker'));
  const { index } = storyOf('nginx');
  const routes = (index.transitions.get(worker) ?? []).map((transition) => route(transition));

  it('is told whole: each state that takes no time, and each arrow between them', () => {
    for (const each of routes) expect(each).toBeDefined();
    const arrows = routes.flatMap((each) => each?.legs.map(({ from, to }) => `${from} > ${to}`) ?? []);
    expect(arrows).toContain('choosing the work > syncing');
    expect(arrows).toContain('noting the time > idle');
  });

  it('joins: each begins in the state in which the one before came to rest', () => {
    const rests = routes.map((each) => each?.passed.at(-1)?.leaf);
    (index.transitions.get(worker) ?? []).slice(1).forEach(({ from }, place) => {
      expect(rests[place]).toBe(from);
    });
  });
});

describe('the words of a state', () => {
  it('say when it was left, and how often it was entered', () => {
    expect(visitWords({ from: 172, until: 473, times: 3 })).toBe('0.172 to 0.473 s, 3 times');
    expect(visitWords({ from: 172, until: undefined, times: 1 })).toBe('since 0.172 s');
    expect(visitWords({ from: 172, until: 172, times: 1 })).toBe('at 0.172 s');
  });

  it('say what comes and how long it takes to come', () => {
    const next = { id: 1, at: 1800, who: 'worker-1/kubelet/pleg', from: 'resting', to: 'listing', cause: 0 };
    expect(nextWords({ ...next, event: 'every relist, 1 s' }, 'resting', 1020).join('')).toBe(
      'next: every relist, 1 s, in 780 ms',
    );
    expect(nextWords(undefined, 'resting', 1020).join('')).toBe('stays to the end of the run');
  });
});

describe('the charts of a run', () => {
  const story = storyOf('nginx');
  const names = chartNames(story);

  it('are offered in the order of the house', () => {
    const groups = [...new Set(names.map(({ group }) => group))];
    expect(groups.slice(0, 7)).toEqual([
      'kubectl',
      'API requests',
      'kube-apiserver',
      'etcd',
      'kube-controller-manager',
      'kube-scheduler',
      'worker-1: Pods',
    ]);
  });

  it('call an API request by what it asks', () => {
    const created = names.find(({ actor }) => actor.address === 'kube-apiserver/request-2');
    expect(created).toMatchObject({ label: 'POST pods, 0.148 s', detail: 'request-2 from kubectl' });
  });

  it('begin with the request that created the Pod, and with its worker', () => {
    expect(defaultChart('request', story, names)?.actor.address).toBe('kube-apiserver/request-2');
    expect(defaultChart('process', story, names)?.actor.address).toBe(worker);
  });

  it('begin with the refused request where no Pod was created', () => {
    const refused = storyOf('invalid-manifest');
    const all = chartNames(refused);
    expect(defaultChart('request', refused, all)?.label).toBe('POST deployments, 0.148 s');
    expect(defaultChart('process', refused, all)?.label).toBe('kubectl');
  });

  it('follow a selected message to its receiver', () => {
    const message = story.index.messages.find(({ to }) => to === 'kube-apiserver/request-2');
    expect(message && chartOfMessage(story, names, message.id)?.actor.address).toBe('kube-apiserver/request-2');
  });

  it('are found by a word: the component of that name first', () => {
    const [chosen] = names;
    if (!chosen) throw new Error('no charts');
    expect(offeredCharts(names, chosen, 'scheduler')[0]?.name).toBe('kube-scheduler');
    expect(offeredCharts(names, chosen, 'nothing of the kind')).toEqual([]);
  });
});

describe('a chart at rest', () => {
  const layout = layoutOf(definitionOf('kube-apiserver-request'), []);
  const answered = layout.states.find(({ state }) => state.path === 'answered');

  it('is made once for a machine, so that nothing moves with the cursor', () => {
    expect(layoutOf(definitionOf('kube-apiserver-request'), [])).toBe(layout);
  });

  it('never has text below 12 px, and shows the active state where not all fits', () => {
    const panel = { width: 400, height: 200 };
    const view = restView(layout, panel, answered);
    expect(view.k).toBe(1);
    const top = (answered?.y ?? 0) + view.y;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top + (answered?.height ?? 0)).toBeLessThanOrEqual(panel.height);
  });

  it('shows the refusing phase beside the answer, if it has room for both', () => {
    const gone = { visited: new Set(['authenticating', 'validating']), refused: new Set(['validating']) };
    const part = worthSeeing(layout, { width: 600, height: 330 }, answered, gone);
    const validating = layout.states.find(({ state }) => state.path === 'validating');
    expect(part?.y).toBe(validating?.y);
  });

  it('shows the refusing phase rather than the end, if it has room for one', () => {
    const gone = { visited: new Set(['authenticating', 'validating']), refused: new Set(['validating']) };
    const part = worthSeeing(layout, { width: 600, height: 150 }, answered, gone);
    expect(part?.y).toBe(layout.states.find(({ state }) => state.path === 'validating')?.y);
  });
});
