import { describe, expect, it } from 'vitest';
import { appUnderTest, traceHashOf } from './app.ts';

const open = appUnderTest();

describe('without a network', () => {
  it('the app opens and plays once it was visited', () =>
    open('', async (page) => {
      const before = await traceHashOf(page);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      // The worker takes over at the next visit.
      await page.reload();
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await page.context().setOffline(true);
      await page.reload();
      await page.getByRole('button', { name: /^Play step 1/ }).click();
      await page.keyboard.press('PageDown');
      await page.getByRole('button', { name: /^Continue/ }).waitFor();
      expect(await traceHashOf(page)).toBe(before);
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Statechart' }).click();
      await page.getByRole('button', { name: 'Fit' }).first().waitFor();
      await page.context().setOffline(false);
    }));
});
