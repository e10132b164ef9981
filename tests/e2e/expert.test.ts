import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appUnderTest } from './app.ts';

const open = appUnderTest();

const editor = (page: Page) => page.getByRole('textbox', { name: 'Manifest, YAML' });

/** The laboratory with a text of one's own in the editor. */
const typing = (text: string, act: (page: Page) => Promise<void>) =>
  open('#nginx', async (page) => {
    await page.keyboard.press('g');
    await editor(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    await act(page);
  });

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: c\n    image: nginx\n';

describe('the editor', () => {
  it('says the server’s sentence about a typo at its line, while one types', () =>
    typing(`${pod}    imagePullPolcy: Always\n`, async (page) => {
      const refused = page.getByRole('list', { name: 'Refused by kube-apiserver' });
      const { violations } = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await refused.getByText('Line 9 unknown field "spec.containers[0].imagePullPolcy"').waitFor();
      expect(await editor(page).locator('.cm-lintRange-error').textContent()).toBe('imagePullPolcy: Always');
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(`${pod}    imagePullPolicy: Always\n`);
      await refused.waitFor({ state: 'detached' });
      await page.getByText('2 pieces of advice').waitFor();
    }));

  it('lists every mistake, and leads to the line of each', () =>
    typing(pod.replace('name: web', 'name: Web_1').replace('image: nginx', 'image: " nginx"'), async (page) => {
      const refused = page.getByRole('list', { name: 'Refused by kube-apiserver' });
      await page.getByText('2 mistakes').waitFor();
      await refused.getByRole('button', { name: 'Line 8' }).click();
      await page.keyboard.press('End');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('"');
      await editor(page).locator('.cm-line[aria-current="true"]').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Manifest, YAML');
    }));

  it('says what kubectl says of a text that is no YAML', () =>
    typing('apiVersion: v1\nkind: Pod\nmetadata:\n\tname: web\n', async (page) => {
      const says = 'Line 4 error converting YAML to JSON: yaml: line 4: found character that cannot start any token';
      await page.getByRole('list', { name: 'Refused by kube-apiserver' }).getByText(says).waitFor();
    }));

  it('completes fields and values, and explains a field under the pointer', () =>
    typing(`${pod}    imagePullPo`, async (page) => {
      await page.keyboard.press('Control+Space');
      await page.getByRole('option', { name: /imagePullPolicy/ }).waitFor();
      // A list that has just come up does not take the key that somebody was about to type anyway.
      await page.waitForTimeout(200);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Space');
      await page.getByRole('option', { name: 'IfNotPresent' }).waitFor();
      await page.waitForTimeout(200);
      await page.keyboard.press('Enter');
      expect(await editor(page).textContent()).toMatch(/imagePullPolicy: (Always|IfNotPresent|Never)/);
      await page.keyboard.press('Escape');
      await editor(page).locator('.cm-line', { hasText: 'imagePullPolicy' }).locator('span').first().hover();
      await page.getByText('Image pull policy. One of Always, Never, IfNotPresent.').waitFor();
    }));
});

describe('what the API server made of it', () => {
  it('stands beside what was sent, with who made it', () =>
    open('#nginx', async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Stored' }).click();
      const table = page.getByRole('region', { name: 'Pod nginx, as sent and as stored' });
      const row = table.getByRole('row', { name: /imagePullPolicy: IfNotPresent/ });
      expect(await row.textContent()).toMatch(/defaulting/);
      await page.getByRole('checkbox', { name: 'Only these' }).check();
      expect(await table.getByRole('row', { name: /image: nginx/ }).count()).toBe(0);
    }));

  it('is nothing where it was refused, and the phases behind the refusal were not reached', () =>
    open('#invalid-manifest', async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Stored' }).click();
      await page.getByText('Not stored.').waitFor();
      const phases = page.getByRole('list', { name: 'How far the request came' });
      expect(await phases.getByRole('listitem').allTextContents()).toEqual([
        expect.stringContaining('authenticating'),
        expect.stringContaining('authorizing'),
        expect.stringContaining('decoding'),
        expect.stringContaining('mutating'),
        expect.stringMatching(/validating, refused it/),
        expect.stringMatching(/admitting, not reached/),
        expect.stringMatching(/storing, not reached/),
      ]);
    }));
});
