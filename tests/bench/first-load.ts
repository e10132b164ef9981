import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Bytes of JavaScript, gzipped, that stand between an empty tab and the first run on the screen: the page, what it loads
 * at once, the catalog and the worker that simulates. The editor and the layout of statecharts come afterwards.
 */
export function firstLoad(): number {
  const files = readdirSync('dist/assets');
  const page = readFileSync('dist/index.html', 'utf8');
  const atOnce = new Set([...page.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? ''));
  for (const part of ['run-worker', 'catalog-']) {
    const file = files.find(
      (name) => name.startsWith(part) && name.endsWith('.js') && !name.startsWith('catalog-menu'),
    );
    if (file === undefined) throw new Error(`the build has no ${part}`);
    atOnce.add(file);
  }
  for (const name of atOnce) {
    const code = readFileSync(`dist/assets/${name}`, 'utf8');
    for (const [, imported = ''] of code.matchAll(/from\s*"\.\/([\w.-]+\.js)"/g)) atOnce.add(imported);
  }
  return [...atOnce].reduce((sum, name) => sum + gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length, 0);
}
