import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appUnderTest, cursorOf } from './app.ts';

const open = appUnderTest();

/** The laboratory at the sixth step of a Deployment and its Service, in Detail. */
const laboratory = (act: (page: Page) => Promise<void>) =>
  open(
    '#deployment-and-service',
    async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Messages' }).waitFor();
      await page.keyboard.press('+');
      await page.keyboard.press('6');
      await act(page);
    },
    { width: 1440, height: 900 },
  );

const diagram = (page: Page) => page.getByRole('group', { name: 'Messages in order' });
const lane = (page: Page, name: string) => page.getByRole('toolbar', { name: 'Lanes' }).getByRole('button', { name });

describe('the messages', () => {
  it('zoom in and out, and fit again', () =>
    laboratory(async (page) => {
      const height = () => diagram(page).evaluate((element) => element.scrollHeight);
      const [fits, width] = [await height(), await diagram(page).evaluate((element) => element.scrollWidth)];
      await page.getByRole('button', { name: 'Zoom in' }).click();
      expect(await height()).toBeGreaterThan(fits * 1.1);
      expect(await diagram(page).evaluate((element) => element.scrollWidth)).toBeGreaterThan(width * 1.1);
      await page.getByRole('button', { name: 'Fit the width' }).click();
      await page.getByRole('button', { name: 'Zoom out' }).click();
      expect(await height()).toBeLessThan(fits);
    }));

  it('are moved by dragging the ground', () =>
    laboratory(async (page) => {
      const top = () => diagram(page).evaluate((element) => element.scrollTop);
      const before = await top();
      const box = await diagram(page).boundingBox();
      const [x, y] = [(box?.x ?? 0) + 400, (box?.y ?? 0) + 60];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, y + 120, { steps: 4 });
      await page.mouse.up();
      expect(await top()).toBeLessThan(before);
    }));

  it('fold the control plane, unfold a node, and show one lane alone', () =>
    laboratory(async (page) => {
      await lane(page, 'control plane: fold').click();
      await lane(page, 'control plane: unfold').waitFor();
      await lane(page, 'worker-2: unfold').click();
      await lane(page, 'worker-2: fold').waitFor();
      await lane(page, 'kubelet: only its messages').first().click();
      await page.getByRole('button', { name: /^only kubelet/ }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^only kubelet/ }).waitFor({ state: 'detached' });
    }));
});

describe('the inspector', () => {
  it('shows the message at the cursor, then what its server decided, then the decision itself', () =>
    laboratory(async (page) => {
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.getByRole('heading', { name: /^Why, back to a person/ }).waitFor();
      await inspector
        .getByRole('button', { name: /kube-scheduler chose worker-/ })
        .first()
        .click();
      await inspector.getByRole('heading', { name: /^kube-scheduler chose worker-\d for web-/ }).waitFor();
      await inspector.getByRole('heading', { name: 'What it looked at' }).waitFor();
    }));

  it('shows an object with its revisions, each a way to the request that wrote it', () =>
    laboratory(async (page) => {
      await page.getByRole('tabpanel').getByRole('button', { name: /^web-/ }).first().click();
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.getByRole('heading', { name: /^Who wrote it/ }).waitFor();
      await inspector.getByRole('button', { name: /POST pods\/.*binding/ }).click();
      await inspector.getByText(/^kube-scheduler asks kube-apiserver to bind/).waitFor();
    }));

  it('leads to a moment before, and the level is deepened where a message is hidden', () =>
    laboratory(async (page) => {
      await page.keyboard.press('-');
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.getByRole('button', { name: /GET \/openapi/ }).click();
      expect(await page.getByRole('button', { name: 'Detail', exact: true }).getAttribute('aria-pressed')).toBe('true');
      const before = await cursorOf(page);
      await inspector.getByRole('button', { name: /^Go to 0\.0/ }).click();
      expect(await cursorOf(page)).toBeLessThan(before);
    }));
});

describe('the panels', () => {
  it('are resized by keys, and the size is remembered', () =>
    laboratory(async (page) => {
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      const width = async () => Math.round((await inspector.boundingBox())?.width ?? 0);
      const before = await width();
      await page.getByRole('separator', { name: 'Resize the inspector' }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      const after = await width();
      expect(after).toBeGreaterThan(before + 10);
      await page.reload();
      await inspector.waitFor();
      expect(Math.abs((await width()) - after)).toBeLessThanOrEqual(2);
    }));

  it('fold to a spine and open again', () =>
    laboratory(async (page) => {
      await page.getByRole('button', { name: 'Fold the inspector' }).click();
      await page.getByRole('button', { name: 'Open Inspector' }).click();
      await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
    }));
});

describe('a step', () => {
  it('plays again and again until it is told not to', () =>
    open('', async (page) => {
      await page.keyboard.press(' ');
      await page.keyboard.press('PageDown');
      const end = await cursorOf(page);
      await page.keyboard.press('l');
      const loop = page.getByRole('button', { name: 'Loop this step' });
      expect(await loop.getAttribute('aria-pressed')).toBe('true');
      // Twice past the end and back: it is still within the step.
      for (let turn = 0; turn < 2; turn += 1) {
        await page.waitForFunction(
          (at) => Number(document.querySelector('[data-cursor]')?.getAttribute('data-cursor')) > at * 0.9,
          end,
        );
        await page.waitForFunction(
          (at) => Number(document.querySelector('[data-cursor]')?.getAttribute('data-cursor')) < at * 0.5,
          end,
        );
      }
      await page.keyboard.press('l');
      expect(await loop.getAttribute('aria-pressed')).toBe('false');
    }));
});

describe('the terminal', () => {
  it('types at the cursor, shows what came of it, and at the end makes the run go on', () =>
    open('#nginx', async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await page.keyboard.press('End');
      const prompt = page.getByRole('textbox', { name: 'kubectl command at the cursor' });
      await prompt.fill('describe pod nginx');
      await prompt.press('Enter');
      const log = page.getByRole('log', { name: 'Commands and what they printed' });
      await log.getByText(/Service Account:\s+default/).waitFor();
      expect(await cursorOf(page)).toBeGreaterThan(30_000);
      await prompt.fill('get pods -w');
      await prompt.press('Enter');
      await log.getByText('it goes on; these are its lines until the run ends').waitFor();
      await prompt.fill('top pods');
      await prompt.press('Enter');
      await log.getByText('error: Metrics API not available').waitFor();
    }));

  it('completes, repeats, and shows the requests of a command', () =>
    open('#nginx', async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await page.keyboard.press('End');
      const prompt = page.getByRole('textbox', { name: 'kubectl command at the cursor' });
      await prompt.pressSequentially('get pods ng');
      await prompt.press('Tab');
      expect(await prompt.inputValue()).toBe('get pods nginx ');
      await prompt.press('Enter');
      const log = page.getByRole('log', { name: 'Commands and what they printed' });
      await log.getByText('1/1').waitFor();
      await log.getByText('1 request', { exact: true }).click();
      await log.getByRole('button', { name: '200 GET /api/v1/namespaces/default/pods/nginx' }).click();
      await page.getByRole('complementary', { name: 'Inspector' }).getByText('Why, back to a person').waitFor();
      await prompt.focus();
      await prompt.press('ArrowUp');
      expect(await prompt.inputValue()).toBe('get pods nginx');
    }));
  it('brings what is edited into the editor, and replaces it at the cursor', () =>
    open('#nginx', async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await page.keyboard.press('End');
      const prompt = page.getByRole('textbox', { name: 'kubectl command at the cursor' });
      await prompt.fill('edit pod nginx');
      await prompt.press('Enter');
      await page.getByRole('tab', { name: 'edit-pods-nginx.yaml', selected: true }).waitFor();
      const editor = page.getByRole('textbox', { name: 'Manifest, YAML' });
      const line = editor.locator('.cm-line', { hasText: 'app: nginx' });
      await line.click();
      await page.keyboard.press('End');
      await page.keyboard.insertText('-two');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await page.getByText('pod/nginx replaced').waitFor();
    }));
});
