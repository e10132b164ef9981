import { describe, expect, it } from 'vitest';
import { type WhyLink, whyChain } from '../../src/story/why-chain.ts';
import { storyOf } from './story-of.ts';

const story = storyOf('deployment-and-service');
const chainOf = (test: (label: string) => boolean): readonly WhyLink[] => {
  const told = [...story.classes.values()].find(({ label }) => test(label));
  return told ? whyChain(story, told.message.id) : [];
};

describe('why a message was sent', () => {
  const binding = chainOf((label) => label.startsWith('POST binding'));

  it('names what the sender decided: the node that was chosen, and before it those that fit', () => {
    const [first, second, third] = binding;
    expect(first?.what).toBe('POST binding: worker-1');
    expect(second).toMatchObject({ kind: 'decision', who: 'kube-scheduler' });
    expect(second?.what).toMatch(/^kube-scheduler chose worker-1 for web-/);
    expect(third?.what).toMatch(/^3 of 3 nodes fit web-/);
  });

  it('leads over the controllers back to the person, the latest first', () => {
    expect(binding.map(({ who }) => who)).toEqual(
      expect.arrayContaining(['replicaset-controller', 'deployment-controller', 'kubectl']),
    );
    expect(binding.at(-1)).toMatchObject({ kind: 'person', what: 'kubectl apply -f web.yaml', who: 'you' });
    const times = binding.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('folds watches and the returns of calls away', () => {
    const running = chainOf((label) => label.startsWith('PATCH status: Running'));
    expect(running.some(({ message }) => message?.body.type === 'watch-event')).toBe(false);
    expect(running.slice(1).some(({ message }) => message?.body.type === 'cri-answer')).toBe(false);
    expect(running.map(({ what }) => what)).toContain('StartContainer');
  });

  it('ends every chain of the run at a person or a timer', () => {
    for (const id of story.classes.keys()) expect(['person', 'timer']).toContain(whyChain(story, id).at(-1)?.kind);
  });

  it('is never explained by what another controller decided about the same change', () => {
    const written = [...story.classes.values()].filter(({ message: { from, body } }) => {
      const isStatus = body.type === 'http-request' && body.resource === 'replicasets' && body.subresource === 'status';
      return isStatus && from.includes('replicaset-controller');
    });
    expect(written.length).toBeGreaterThan(0);
    for (const { message } of story.classes.values()) {
      let sender = '';
      for (const { kind, who } of whyChain(story, message.id)) {
        if (kind !== 'decision') sender = who;
        else if (sender.endsWith('-controller')) expect(who).toBe(sender);
      }
    }
  });
});
