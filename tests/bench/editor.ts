import type { Page } from 'playwright-core';
import { preview } from 'vite';
import { resourceForKind } from '../../src/kubernetes/api/resources.ts';
import { decode } from '../../src/kubernetes/decoding/decode.ts';
import { withDefaults } from '../../src/kubernetes/defaulting/default-object.ts';
import { problemsOfNew } from '../../src/kubernetes/validation/validate.ts';
import { allRules } from '../../src/simulation/rules/all.ts';
import { launch } from '../e2e/browser.ts';

const one = (i: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      containers:
      - name: web
        image: nginx:1.27
        ports:
        - containerPort: 80
`;

const body = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx:1.27', ports: [{ containerPort: 80 }] }] },
    },
  },
};

/** Reading, defaulting and validating a Deployment, ms, median. The browser runs the same code in the same engine. */
export function validateDeployment(times: number): number {
  const resource = resourceForKind('apps/v1', 'Deployment');
  if (resource === undefined) throw new Error('there are no Deployments');
  const { schema, defaults, kinds } = allRules;
  const spent = Array.from({ length: times }, () => {
    const start = performance.now();
    const decoded = decode(resource, body, 'Strict', schema);
    if ('refused' in decoded) throw new Error(decoded.refused.message);
    problemsOfNew(withDefaults(decoded.object, defaults), kinds);
    return performance.now() - start;
  });
  return spent.sort((a, b) => a - b)[times >> 1] ?? 0;
}

/** Milliseconds from a key that makes a typo, in a file of 500 lines, to the server's sentence on the screen; median. */
export async function diagnosticsAfterKey(times: number): Promise<number> {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.addInitScript(() => localStorage.setItem('podscope/settings', JSON.stringify({ guided: false })));
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#nginx`);
    const editor = page.getByRole('textbox', { name: 'Manifest, YAML' });
    await editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(Array.from({ length: 26 }, (_, i) => one(i)).join('---\n'));
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    const spent: number[] = [];
    for (let i = 0; i < times; i += 1) spent.push(await typo(page));
    return spent.sort((a, b) => a - b)[times >> 1] ?? 0;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Types one letter behind `kind: Deployment` and takes it back. */
async function typo(page: Page): Promise<number> {
  await page.keyboard.press('End');
  await page.waitForTimeout(400);
  // The page listens before the key is pressed; only then is the key what the time begins with.
  const seen = await page.evaluateHandle(() => ({
    spent: new Promise<number>((resolve) => {
      let pressed: number | undefined;
      addEventListener(
        'keydown',
        () => {
          pressed = performance.now();
        },
        { once: true, capture: true },
      );
      const watch = new MutationObserver(() => {
        if (pressed === undefined || document.querySelector('[aria-label="Refused by kube-apiserver"]') === null)
          return;
        watch.disconnect();
        resolve(performance.now() - pressed);
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    }),
  }));
  await page.keyboard.press('s');
  const spent = await seen.evaluate((now) => now.spent);
  await page.keyboard.press('Backspace');
  await page.getByRole('list', { name: 'Refused by kube-apiserver' }).waitFor({ state: 'detached' });
  return spent;
}
