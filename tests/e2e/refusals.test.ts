import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeLink } from '../../src/scenario/link.ts';
import { appUnderTest } from './app.ts';

const open = appUnderTest();

/** As in a fresh tab: nothing of the run before is left. */
async function visit(page: Page, fragment: string): Promise<void> {
  const [address] = page.url().split('#');
  await page.goto('about:blank');
  await page.goto(`${address}#${fragment}`);
}

const scenario = (until: string) => `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: mine}
spec:
  until: ${until}
  actions: [{at: 0s, kubectl: create -f a.yaml}]
`;

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: mine}\nspec: {containers: [{name: c, image: nginx}]}\n';

describe('a scenario that cannot be run, opened first of all', () => {
  it.each([
    ['a duration that is none', 'banana', 'banana'],
    ['broken YAML', '[', 'not YAML'],
  ])('%s: the page says what is wrong, shows the text, and runs it once it is mended', (_, duration, words) =>
    open('', async (page) => {
      await visit(page, writeLink({ files: { 'a.yaml': pod }, scenario: scenario(duration) }));
      await page.getByRole('status').filter({ hasText: words }).waitFor();
      const editor = page.getByRole('region', { name: 'Editor' });
      await editor.getByRole('tab', { name: 'cluster' }).click();
      await editor.locator('.cm-content').click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(scenario('20s'));
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
    }),
  );

  it('an empty link shows the run of what it holds, and never an empty page', () =>
    open('', async (page) => {
      await visit(page, writeLink({ files: { 'a.yaml': pod }, scenario: '' }));
      await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
    }));
});

describe('a file from which no request comes', () => {
  it('stops at step 1 with kubectl’s words', () =>
    open('', async (page) => {
      await visit(
        page,
        writeLink({ files: { 'w.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n' } }),
      );
      await page.getByRole('button', { name: /^Play step 1/ }).click();
      await page.keyboard.press('PageDown');
      await page.getByText('no matches for kind "Widget"').first().waitFor();
    }));
});

describe('a scenario too large for a link', () => {
  it('is not handed out as one', () =>
    open('', async (page) => {
      const noise = Array.from(
        { length: 40_000 },
        (_, place) => `# ${(place * 2654435761) % 4294967296} ${(place * 40503) % 65536}`,
      );
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'large.yaml',
          mimeType: 'application/yaml',
          buffer: Buffer.from(`${pod}${noise.join('\n')}\n`),
        });
      await page.getByRole('button', { name: /Example: large/ }).waitFor();
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByText('too large for a link').waitFor();
      expect(await page.getByRole('textbox', { name: 'Link' }).inputValue()).toBe('');
    }));
});

describe('another example while one is computed', () => {
  it('replaces it without a complaint, and a person can stop it', () =>
    open('', async (page) => {
      const many = `apiVersion: apps/v1
kind: Deployment
metadata: {name: many}
spec:
  replicas: 5000
  selector: {matchLabels: {app: many}}
  template:
    metadata: {labels: {app: many}}
    spec: {containers: [{name: c, image: nginx}]}
`;
      const run = async () => {
        await page
          .locator('input[type=file]')
          .first()
          .setInputFiles({
            name: 'many.yaml',
            mimeType: 'application/yaml',
            buffer: Buffer.from(many),
          });
        await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
      };
      await run();
      await page.getByRole('button', { name: /^Example:/ }).click();
      await page.getByRole('menuitem', { name: /A program that ends with 1/ }).click();
      await page.getByRole('button', { name: /Example: crash-loop/ }).waitFor();
      expect(await page.getByText('made a mistake').count()).toBe(0);
      await run();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByText('Stopped. The run before is still shown').waitFor();
      await page.getByRole('button', { name: /^Run this/ }).waitFor();
      await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
    }));
});
