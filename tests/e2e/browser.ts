import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const onPath = (): string | undefined =>
  names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find((path) => path !== '');

/** A browser named by PODSCOPE_BROWSER, one on the PATH, Playwright's own, or on Debian as root one that is installed now. */
function browserPath(): string {
  const given = process.env['PODSCOPE_BROWSER'];
  if (given !== undefined && given !== '') return given;
  const found = onPath();
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return own;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' });
    const installed = onPath();
    if (installed !== undefined) return installed;
  }
  throw new Error('no browser found: install Chromium or Chrome, or name one in PODSCOPE_BROWSER');
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: browserPath(), args: flags });
