import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'vite';
import { describe, expect, it } from 'vitest';
import { appUnderTest, traceHashOf } from './app.ts';

const open = appUnderTest();

describe('without a network', () => {
  it('the app opens and plays once it was visited', () =>
    open('', async (page) => {
      const before = await traceHashOf(page);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
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

describe('a newer build', () => {
  it('is on the screen after a reload or two, though the browser kept the older one', () =>
    open('', async (page) => {
      const copy = await mkdtemp(join(tmpdir(), 'podscope-'));
      await cp('dist', copy, { recursive: true });
      const server = await preview({
        build: { outDir: copy },
        preview: { port: 0, host: '127.0.0.1' },
        logLevel: 'error',
      });
      try {
        await page.goto(server.resolvedUrls?.local[0] ?? '');
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        const [index, list] = await Promise.all(
          ['index.html', 'sw.js'].map((name) => readFile(join(copy, name), 'utf8')),
        );
        await writeFile(join(copy, 'index.html'), index?.replace('<html', '<html data-build="newer"') ?? '');
        await writeFile(join(copy, 'sw.js'), list?.replace(/(url:"index\.html",revision:")[^"]+/, '$1newer') ?? '');
        const shown = async () => {
          await page.reload();
          return page.locator('html').getAttribute('data-build');
        };
        // Between two looks the browser has time to fetch what is new; a reload would end that.
        await expect.poll(shown, { timeout: 60_000, interval: 1500 }).toBe('newer');
      } finally {
        await server.close();
        await rm(copy, { recursive: true });
      }
    }));
});
