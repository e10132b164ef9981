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
  it('is told of, and on the screen after a reload, though the browser kept the older one', () =>
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
        await page.reload();
        await page.getByText('A newer PodScope is here').waitFor();
        await page.reload();
        await page.locator('html[data-build="newer"]').waitFor();
      } finally {
        await server.close();
        await rm(copy, { recursive: true });
      }
    }));
});
