import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import { launch } from './browser.ts';

interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

/** The built app in a real browser; every page's console must stay free of errors. */
export function appUnderTest() {
  let browser: Browser;
  let server: PreviewServer;
  let address = '';
  beforeAll(async () => {
    if (!existsSync('dist/index.html')) throw new Error('there is no build to look at: run `npm run build` first');
    server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
    address = server.resolvedUrls?.local[0] ?? '';
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens the app, does something, and expects no complaint in the console. */
  return async (
    hash: string,
    act: (page: Page) => Promise<void>,
    { width = 1280, height = 720, dark = false }: Screen = {},
  ): Promise<void> => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${address}?trace-hash${hash}`);
    await page.locator('[data-trace-hash]').waitFor();
    await act(page);
    expect(complaints).toEqual([]);
    await context.close();
  };
}

export const caption = (page: Page) => page.getByRole('region', { name: 'What happens at this step' });
export const traceHashOf = (page: Page) => page.locator('[data-trace-hash]').getAttribute('data-trace-hash');
export const cursorOf = async (page: Page) => Number(await page.locator('[data-cursor]').getAttribute('data-cursor'));
