import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appUnderTest, cursorOf, traceHashOf } from './app.ts';

const open = appUnderTest();

/** The laboratory with the decision at the end of the run. */
async function decision(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
  await page.keyboard.press('g');
  await page.getByRole('tab', { name: 'Scheduler' }).click();
  await page.keyboard.press('End');
  await page.getByRole('heading', { name: 'Not modelled' }).waitFor();
}

/** A scenario of many nodes, from a file. */
async function openNodes(page: Page, count: number, cpu: string): Promise<void> {
  const nodes = Array.from(
    { length: count },
    (_, i) =>
      `      - {name: n-${i}, capacity: {cpu: "${[2, 4, 8][i % 3]}", memory: 8Gi, pods: "110"}${i % 7 === 0 ? ', taints: [{key: gpu, effect: NoSchedule}]' : ''}}`,
  );
  const text = `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: many}
spec:
  until: 10s
  cluster:
    nodes:
${nodes.join('\n')}
  files:
    pod.yaml: |
      apiVersion: v1
      kind: Pod
      metadata: {name: incoming}
      spec:
        containers:
          - name: c
            image: nginx
            resources: {requests: {cpu: "${cpu}"}}
  actions: [{kubectl: create -f pod.yaml}]
`;
  const before = await traceHashOf(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'many.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect.poll(() => traceHashOf(page), { timeout: 30_000 }).not.toBe(before);
  await page.keyboard.press('End');
}

const violations = async (page: Page) => {
  const found = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
};

const details = (page: Page) => page.getByRole('region', { name: 'The selected cell' });

describe('the matrix of a decision', () => {
  for (const dark of [false, true]) {
    it(`says who won and why, free of axe violations${dark ? ' in the dark' : ''}`, () =>
      open(
        '#nginx',
        async (page) => {
          await decision(page);
          expect(await page.getByRole('heading', { name: /^worker-1 wins with \d+ points$/ }).count()).toBe(1);
          expect(await page.getByText('No dice are thrown').count()).toBe(1);
          await page.getByRole('gridcell', { name: 'passed' }).first().click();
          expect(await violations(page)).toEqual([]);
        },
        { dark },
      ));
  }

  it('is walked through by the arrows, as one tab stop, without moving the cursor', () =>
    open('#nginx', async (page) => {
      await decision(page);
      const grid = page.getByRole('grid');
      expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
      const before = await cursorOf(page);
      await grid.locator('[tabindex="0"]').focus();
      await page.keyboard.press('Enter');
      expect(await details(page).textContent()).toContain('NodeUnschedulable, worker-1: passed');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      expect(await details(page).textContent()).toMatch(/worker-2: \d+ points/);
      expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
      expect(await cursorOf(page)).toBe(before);
    }));

  it('goes plugin by plugin, and nothing moves', () =>
    open('#nginx', async (page) => {
      await decision(page);
      const place = () => page.getByRole('gridcell').last().boundingBox();
      const before = await place();
      await page.getByRole('button', { name: 'Before the first plugin' }).click();
      expect(await page.getByRole('heading', { name: 'Which node?' }).count()).toBe(1);
      expect(await page.getByRole('gridcell', { name: 'passed' }).count()).toBe(0);
      await page.getByRole('button', { name: 'The next plugin' }).click();
      expect(await page.getByRole('gridcell', { name: 'passed' }).count()).toBe(3);
      expect(await place()).toEqual(before);
      await page.getByRole('grid').locator('[tabindex="0"]').focus();
      await page.keyboard.press(']');
      expect(await page.getByRole('gridcell', { name: 'passed' }).count()).toBe(6);
    }));

  it('is reached from the sentence where the screen is low', () =>
    open('#not-enough-cpu', async (page) => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await decision(page);
      await page.getByRole('button', { name: 'The attempt before' }).click();
      await page.getByRole('tabpanel').getByRole('button', { name: 'Open the node matrix' }).first().click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('gridcell');
      const row = await page.getByRole('row', { name: /^worker-2/ }).boundingBox();
      expect(row !== null && row.y > 0 && row.y < 560).toBe(true);
    }));

  it('shows the line of the file that decided', () =>
    open('#not-enough-cpu', async (page) => {
      await decision(page);
      await page.getByRole('button', { name: 'The attempt before' }).click();
      await page
        .getByRole('gridcell', { name: /asks 1 CPU/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Show the line' }).click();
      const shown = page.locator('.cm-line[aria-current="true"]');
      await shown.waitFor();
      expect(await shown.textContent()).toContain('cpu:');
    }));

  it('goes from one attempt to the next', () =>
    open('#not-enough-cpu', async (page) => {
      await decision(page);
      expect(await page.getByText(/^attempt 2 of 2/).count()).toBe(1);
      await page.getByRole('button', { name: 'The attempt before' }).click();
      await page.getByText(/^attempt 1 of 2/).waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      await expect.poll(focused).toBe('The next attempt');
      await page.getByRole('heading', { name: 'No node can take the Pod' }).waitFor();
      expect(await page.getByText('What wakes this Pod as it is').count()).toBe(1);
      expect(await violations(page)).toEqual([]);
    }));
});

describe('the sieve of many nodes', () => {
  it('has a path a row and bar group, a list of what is in sight, and no axe violations', () =>
    open('#nginx', async (page) => {
      await decision(page);
      await openNodes(page, 1000, '16');
      const sieve = page.getByRole('listbox', { name: /^1000 nodes/ });
      await sieve.waitFor();
      expect(await sieve.locator('rect').count()).toBe(0);
      expect(await sieve.locator('path').count()).toBeLessThan(60);
      await sieve.focus();
      await page.keyboard.press('End');
      expect(await details(page).textContent()).toMatch(/NodeResourcesFit, n-\d+: refused/);
      await page.getByRole('button', { name: 'Show all' }).click();
      expect(await page.getByRole('grid').getByRole('row').count()).toBeLessThan(60);
      expect(await violations(page)).toEqual([]);
    }));

  it('hides the names on the screen and in the copy', () =>
    open('#nginx', async (page) => {
      await decision(page);
      await openNodes(page, 40, '3');
      await page.getByRole('listbox', { name: /^40 nodes/ }).waitFor();
      await page.getByRole('button', { name: 'Hide names' }).click();
      await page.getByRole('button', { name: 'Copy as markdown' }).click();
      await page.getByText('Copied').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^## node-\d+ wins with \d+ points/);
      expect(copied).not.toMatch(/\bn-\d+\b/);
      expect(await page.getByRole('grid').textContent()).not.toMatch(/\bn-\d+\b/);
    }));
});

describe('on a phone', () => {
  it('the decision scrolls inside, never the page', () =>
    open(
      '#nginx',
      async (page) => {
        await page.keyboard.press('4');
        await page.getByRole('tab', { name: 'Scheduler' }).click();
        await page.getByRole('heading', { name: /wins with/ }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      },
      { width: 390, height: 844 },
    ));
});
