import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appUnderTest, cursorOf, traceHashOf } from './app.ts';

const open = appUnderTest();

const nodes = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `      - {name: n-${i}, capacity: {cpu: "4", memory: 8Gi, pods: "110"}${i % 2 === 0 ? ', taints: [{key: dedicated, value: batch, effect: NoSchedule}]' : ''}}`,
  ).join('\n');

const scenario = (count: number, file: string): string => `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: waiting}
spec:
  until: 20s
  cluster:
    nodes:
${nodes(count)}
  files:
    wish.yaml: |
${file.replace(/^/gm, '      ')}
  actions: [{kubectl: create -f wish.yaml}]
`;

const pod = (cpu: string): string => `# What the shop runs on.
apiVersion: v1
kind: Pod
metadata: {name: wish}
spec:
  containers:
  - name: main
    image: nginx:1.27
    resources:
      requests: {cpu: "${cpu}"} # cores`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: wish}
spec:
  replicas: 2
  selector: {matchLabels: {app: wish}}
  template:
    metadata: {labels: {app: wish}}
    spec:
      containers:
      - name: main
        image: nginx:1.27
        resources: {requests: {cpu: "6"}} # cores`;

/** The decision of a scenario from a file, in the Scheduler tab. */
async function decided(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
  await page.keyboard.press('g');
  await page.getByRole('tab', { name: 'Scheduler' }).click();
  const before = await traceHashOf(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'waiting.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect.poll(() => traceHashOf(page), { timeout: 30_000 }).not.toBe(before);
  await page.keyboard.press('End');
  await page.getByRole('heading', { name: 'Not modelled' }).waitFor();
}

const violations = async (page: Page) => {
  const found = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
  return found.violations.map(({ id, nodes: where }) => `${id}: ${where[0]?.html ?? ''}`);
};

const fixes = (page: Page) =>
  page.getByRole('heading', { name: 'Smallest changes, each proved by a run' }).locator('..');
const another = async (page: Page, act: () => Promise<void>): Promise<void> => {
  const before = await traceHashOf(page);
  await act();
  await expect.poll(() => traceHashOf(page), { timeout: 20_000 }).not.toBe(before);
};

describe('the smallest changes', () => {
  for (const dark of [false, true])
    it(`are proved by a run, applied in the text with its comments, and undone${dark ? ' in the dark' : ''}`, () =>
      open(
        '#nginx',
        async (page) => {
          await decided(page, scenario(4, pod('6')));
          const first = fixes(page).getByRole('listitem').first();
          await first.getByText('Runs on n-1.').waitFor();
          expect(await first.textContent()).toContain('requests.cpu: 6 4');
          await first.getByText('Compare the runs').click();
          await first.getByRole('cell', { name: 'Running on n-1' }).waitFor();
          expect(await violations(page)).toEqual([]);
          const hash = await traceHashOf(page);
          await another(page, () => first.getByRole('button', { name: 'Apply' }).click());
          await page.getByRole('heading', { name: 'n-1 wins with' }).waitFor();
          const text = await page.locator('.cm-content').textContent();
          expect(text).toContain('# What the shop runs on.');
          expect(text).toContain('requests: {cpu: "4"} # cores');
          expect(await page.getByText('Applied: Pod wish in wish.yaml was changed.').count()).toBe(1);
          await page.getByRole('heading', { name: 'n-1 wins with' }).click();
          await another(page, () => page.keyboard.press('Control+z'));
          expect(await traceHashOf(page)).toBe(hash);
        },
        { dark },
      ));

  it('keep the focus: on the way back when they are applied, in the tab when they are undone', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(4, pod('6')));
      const apply = fixes(page).getByRole('listitem').first().getByRole('button', { name: 'Apply' });
      await apply.waitFor();
      await another(page, () => apply.press('Enter'));
      const undo = page.getByRole('button', { name: 'Undo' });
      await expect.poll(() => undo.evaluate((button) => button === document.activeElement)).toBe(true);
      await another(page, () => undo.press('Enter'));
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
    }));

  it('change the template where a Deployment made the Pod', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(4, deployment));
      const first = fixes(page).getByRole('listitem').first();
      await first.getByText('Runs on n-').waitFor();
      await another(page, () => first.getByRole('button', { name: 'Apply' }).click());
      expect(await page.locator('.cm-content').textContent()).toContain('cpu: "4"}} # cores');
      await page.getByText(/^Applied: Deployment wish in wish.yaml/).waitFor();
    }));
});

describe('one node', () => {
  it('is asked why not, and what would make it the one', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(4, pod('1')));
      await page
        .getByRole('gridcell', { name: /has the taint/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Why not on n-0?' }).waitFor();
      await page.getByText('dedicated=batch:NoSchedule', { exact: true }).first().waitFor();
      await page.getByRole('row', { name: /^n-3/ }).getByRole('gridcell').last().click();
      const about = page.getByRole('region', { name: 'Why on n-1 and not on n-3?' });
      await about.getByText('Runs on n-3.').first().waitFor();
      expect(await about.textContent()).toContain('kubernetes.io/hostname=n-3');
      expect(await violations(page)).toEqual([]);
    }));
});

describe('what if', () => {
  it('is asked by keys alone, decides at once, and leaves the run as it is', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(2, pod('1')));
      const hash = await traceHashOf(page);
      const cursor = await cursorOf(page);
      await page.getByRole('button', { name: 'What if' }).press('Enter');
      const what = page.getByRole('region', { name: 'What if', exact: true });
      await what.getByRole('button', { name: 'Change n-0' }).press('Enter');
      await what.getByRole('button', { name: 'Take off dedicated=batch:NoSchedule' }).press('Enter');
      await what.getByText(/^Then: n-\d wins with/).waitFor();
      await what.getByRole('button', { name: 'Change n-1' }).press('Enter');
      await what.getByRole('button', { name: 'Cordon' }).press('Enter');
      await what.getByText(/^Then: n-0 is the only node that fits/).waitFor();
      expect(await what.getByRole('cell', { name: '× NodeUnschedulable differs' }).count()).toBe(1);
      expect(await violations(page)).toEqual([]);
      await what.getByRole('button', { name: 'Undo: cordon n-1' }).press('Enter');
      await what.getByText(/^Then: n-\d wins with/).waitFor();
      await what.getByRole('button', { name: 'Back' }).press('Enter');
      expect([await traceHashOf(page), await cursorOf(page)]).toEqual([hash, cursor]);
    }));

  it('takes a taint that is dragged onto a node, and is run', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(2, pod('1')));
      await page.getByRole('button', { name: 'What if' }).click();
      const what = page.getByRole('region', { name: 'What if', exact: true });
      await page.setViewportSize({ width: 1280, height: 1500 });
      const chip = await what.locator('[draggable=true]').boundingBox();
      const row = await what.getByRole('row', { name: /^n-1/ }).boundingBox();
      if (chip === null || row === null) throw new Error('there is nothing to drag');
      await page.mouse.move(chip.x + 20, chip.y + 10);
      await page.mouse.down();
      await page.mouse.move(chip.x + 40, chip.y + 14, { steps: 3 });
      await page.mouse.move(row.x + 40, row.y + 14, { steps: 4 });
      await page.mouse.up();
      await what.getByText('Then: No node can take the Pod; 0 of 2 nodes fit.').waitFor();
      await another(page, () => what.getByRole('button', { name: 'Run it' }).click());
      await page.getByText('Applied: n-1 is another from the start.').waitFor();
      await page.getByRole('heading', { name: 'No node can take the Pod' }).waitFor();
    }));
});

describe('how many more fit', () => {
  it('is said with a bar a node and what runs out, for a thousand nodes, too', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(1000, pod('1')));
      await page.getByRole('button', { name: 'How many more fit?' }).click();
      const region = page.getByRole('region', { name: 'How many more of this Pod fit' });
      await region.getByText('2000 fit.').waitFor({ timeout: 20_000 });
      expect(await region.textContent()).toContain('500 tainted');
      expect(await violations(page)).toEqual([]);
    }));
});

describe('on a phone', () => {
  it('the changes are there, and the page does not scroll sideways', () =>
    open('#nginx', async (page) => {
      await decided(page, scenario(4, pod('6')));
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('tab', { name: 'Scheduler' }).click();
      await fixes(page).getByText('Runs on n-1.').first().waitFor();
      await page.getByRole('button', { name: 'What if' }).click();
      await page.getByRole('button', { name: 'Change n-0' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await violations(page)).toEqual([]);
    }));
});
