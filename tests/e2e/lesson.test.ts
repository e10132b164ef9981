import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { traceHash } from '../../src/trace/trace-hash.ts';
import { appUnderTest, caption, cursorOf, traceHashOf } from './app.ts';

const open = appUnderTest();

function hashInNode(name: string): string {
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', name);
  if ('problems' in read) throw new Error('this scenario ships and cannot be read');
  return traceHash(simulate(read.scenario));
}

describe('the first visit', () => {
  it('shows nginx.yaml, the cluster and one obvious button, paused at step 1', () =>
    open('', async (page) => {
      await page.getByRole('button', { name: /Play step 1/ }).waitFor();
      await page.getByText('nginx.yaml').first().waitFor();
      expect(await caption(page).textContent()).toContain('turn a file into a request');
      expect(await cursorOf(page)).toBe(0);
    }));

  it('plays the seven steps, each after a key, and ends at the last', () =>
    open('', async (page) => {
      for (const verb of ['Ask', 'Store', 'React', 'Place', 'Run', 'Report', 'Connect']) {
        // The first press starts the step, the second ends its play at once.
        await page.keyboard.press('PageDown');
        await page.keyboard.press('PageDown');
        for (let i = 0; i < 4 && !(await caption(page).textContent())?.includes(verb); i += 1)
          await page.keyboard.press('PageDown');
        expect(await caption(page).textContent()).toContain(verb);
      }
      expect(await cursorOf(page)).toBeGreaterThan(1000);
    }));

  it('goes back to the stop before', () =>
    open('', async (page) => {
      await page.keyboard.press('5');
      const there = await cursorOf(page);
      await page.keyboard.press('PageUp');
      expect(await cursorOf(page)).toBeLessThan(there);
    }));

  it('computes in the browser the very trace that Node computes', () =>
    open('#nginx', async (page) => {
      expect(await traceHashOf(page)).toBe(hashInNode('nginx'));
    }));
});

describe('a scenario that fails', () => {
  const words: Readonly<Record<string, RegExp>> = {
    'image-not-found': /ErrImagePull|ImagePullBackOff|pull/,
    'not-enough-cpu': /0\/3 nodes are available|No node/,
    'spread-over-zones': /topology spread|No node/,
    preemption: /has the higher priority: kube-scheduler deletes/,
    'crash-loop': /restart|back-off|again/i,
    'self-healing': /Pod/,
    'forbidden-user': /forbidden/,
    'invalid-manifest': /Invalid value|is invalid|mistakes/,
  };
  for (const [name, said] of Object.entries(words)) {
    it(`${name} says so in its captions`, () =>
      open(`#${name}`, async (page) => {
        let seen = '';
        for (let i = 0; i < 30 && !said.test(seen); i += 1) {
          await page.keyboard.press('PageDown');
          seen += (await caption(page).textContent()) ?? '';
        }
        expect(seen).toMatch(said);
      }));
  }
});

describe('the laboratory', () => {
  it('steps through messages both ways, and scrubs', () =>
    open('#nginx', async (page) => {
      await page.keyboard.press('g');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      const there = await cursorOf(page);
      expect(there).toBeGreaterThan(0);
      await page.keyboard.press('ArrowLeft');
      expect(await cursorOf(page)).toBeLessThan(there);
      await page.keyboard.press('End');
      expect(await cursorOf(page)).toBe(30_000);
      await page.keyboard.press('Home');
      expect(await cursorOf(page)).toBe(0);
    }));

  it('leads from a message back to the person who began it all', () =>
    open('#nginx@2000', async (page) => {
      await page.keyboard.press('g');
      await page.getByText('POST binding').first().click();
      await page.getByText('kubectl create -f nginx.yaml').last().waitFor();
    }));
});

describe('a link', () => {
  it('opens the same trace at the same moment elsewhere', async () => {
    let link = '';
    let before: readonly unknown[] = [];
    await open('#deployment-and-service', async (page) => {
      await page.keyboard.press('4');
      before = [await traceHashOf(page), Math.round(await cursorOf(page))];
      await page.getByRole('button', { name: /Share/ }).click();
      await page.getByText(/^Link copied/).waitFor();
      await page.getByRole('img', { name: 'QR code of the link' }).waitFor();
      link = await page.evaluate(() => navigator.clipboard.readText());
    });
    await open(new URL(link).hash, async (page) => {
      expect([await traceHashOf(page), Math.round(await cursorOf(page))]).toEqual(before);
    });
  });

  it('that is broken is refused with a sentence, and the app works on', () =>
    open('#s=thisisnotalink', async (page) => {
      await page.getByRole('button', { name: /Play step 1/ }).waitFor();
      await page.getByText(/The example is shown instead/).waitFor();
    }));
});

describe('the presenter', () => {
  it('is driven by a clicker alone', () =>
    open('', async (page) => {
      await page.keyboard.press('p');
      for (let i = 0; i < 12; i += 1) await page.keyboard.press('PageDown');
      expect(await cursorOf(page)).toBeGreaterThan(0);
      await page.keyboard.press('PageUp');
    }));
});

describe('accessibility', () => {
  for (const dark of [false, true]) {
    it(`axe finds nothing to complain about in the ${dark ? 'dark' : 'light'} theme`, () =>
      open(
        '',
        async (page) => {
          for (const keys of [[], ['5'], ['g']]) {
            for (const key of keys) await page.keyboard.press(key);
            // The editor's own scroller is reached through its text, which axe does not see.
            const { violations } = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
            expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
          }
        },
        { dark },
      ));
  }
});
