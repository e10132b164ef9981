import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeLink } from '../../src/scenario/link.ts';
import { appUnderTest, caption, cursorOf, traceHashOf } from './app.ts';

const open = appUnderTest();

const rail = (page: Page) => page.getByRole('slider', { name: 'Moment of the run' });
const moment = (page: Page) => rail(page).getAttribute('aria-valuetext');

/** To the end of the step that is played, or through a question: whatever the next stop is. */
async function clickOn(page: Page, presses: number): Promise<void> {
  for (let i = 0; i < presses; i += 1) await page.keyboard.press('PageDown');
}

/** Presses a key until the page has it: never depends on how fast the machine is. */
async function until(page: Page, key: string, reached: () => Promise<boolean>, most = 80): Promise<void> {
  for (let i = 0; i < most && !(await reached()); i += 1) await page.keyboard.press(key);
  expect(await reached()).toBe(true);
}

async function violationsOn(page: Page): Promise<readonly string[]> {
  // The editor's own scroller is reached through its text, which axe does not see.
  const { violations } = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('the mouse', () => {
  it('finds one primary button, plays a step with it and is asked to continue', () =>
    open('', async (page) => {
      const play = page.getByRole('button', { name: /^Play step 1/ });
      await play.waitFor();
      expect(await play.count()).toBe(1);
      await play.click();
      await page.getByRole('button', { name: /^Pause/ }).waitFor();
      await page.keyboard.press('PageDown');
      await page.getByRole('button', { name: /^Continue/ }).waitFor();
      expect(await moment(page)).toContain('step 1');
      await page.getByRole('button', { name: /^Continue/ }).click();
      await page.keyboard.press('PageDown');
      await page.getByRole('button', { name: /^Continue/ }).waitFor();
      await page.getByRole('button', { name: 'Back' }).click();
      expect(await moment(page)).toContain('step 1');
    }));

  it('scrubs the rail', () =>
    open('', async (page) => {
      const box = await rail(page).boundingBox();
      if (!box) throw new Error('the rail has no place');
      const at = async (share: number) => {
        await page.mouse.move(box.x + box.width * share, box.y + 12);
        await page.mouse.down();
        await page.mouse.up();
        return cursorOf(page);
      };
      const late = await at(0.7);
      const early = await at(0.2);
      expect(early).toBeGreaterThan(0);
      expect(late).toBeGreaterThan(early);
    }));

  it('and Space go together: an answer that was clicked keeps no key, and after the last stop it is the first again', () =>
    open('', async (page) => {
      await clickOn(page, 2);
      await page.getByRole('button', { name: 'in etcd only' }).click();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Pause/ }).waitFor();
      await until(
        page,
        'PageDown',
        async () => (await page.getByRole('button', { name: /^From the start/ }).count()) > 0,
      );
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
      expect(await cursorOf(page)).toBe(0);
    }));

  it('finds the editor folded while the guide plays, and e opens it', () =>
    open('#invalid-manifest', async (page) => {
      await clickOn(page, 4);
      await page.keyboard.press('e');
      const editor = page.getByRole('region', { name: 'Editor' });
      await editor.getByText('must be between 1 and 65535, inclusive').first().waitFor();
    }));

  it('answers a question and is told why', () =>
    open('', async (page) => {
      await clickOn(page, 2);
      await page.getByRole('group', { name: /When kubectl says/ }).waitFor();
      await page.getByRole('button', { name: 'on a node' }).click();
      await page.getByText('Not yet.').waitFor();
      await page.getByRole('button', { name: 'in etcd only' }).click();
      await page.getByText('Yes.').waitFor();
      await page.getByText('no node knows of it yet').waitFor();
    }));
});

const devices = `apiVersion: v1
kind: Pod
metadata:
  name: devices
spec:
  resourceClaims:
  - name: gpu
    resourceClaimName: one-gpu
  containers:
  - name: nginx
    image: nginx:1.14.2
`;

describe('the editor', () => {
  it('runs what was typed; the run before stays until then', () =>
    open('', async (page) => {
      const before = await traceHashOf(page);
      await page.locator('.cm-content').getByText('nginx:1.14.2').click();
      await page.keyboard.press('End');
      await page.keyboard.type('9');
      await page.getByRole('button', { name: /^Run this/ }).waitFor();
      expect(await traceHashOf(page)).toBe(before);
      await page.keyboard.press('Control+Enter');
      await page.locator(`[data-trace-hash]:not([data-trace-hash="${before}"])`).waitFor();
      await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
    }));

  it('says at its line what is not modelled', () =>
    open(`#${writeLink({ files: { 'devices.yaml': devices } })}`, async (page) => {
      await page.getByText('Line 6', { exact: true }).waitFor();
      await page.locator('.cm-lintRange-info').first().waitFor();
    }));

  it('says what is wrong with the text, and the last good run remains', () =>
    open('', async (page) => {
      const before = await traceHashOf(page);
      await page.getByRole('tab', { name: 'cluster' }).click();
      await page.locator('.cm-content').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\nnonsense: 1\n');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('list', { name: 'Problems' }).waitFor();
      expect(await traceHashOf(page)).toBe(before);
    }));
});

describe('the keyboard alone', () => {
  it('opens another example, plays it, and reads why in the laboratory', () =>
    open('', async (page) => {
      const before = await traceHashOf(page);
      const menu = page.getByRole('button', { name: /^Example:/ });
      await until(page, 'Tab', () => menu.evaluate((element) => element === document.activeElement));
      await page.keyboard.press('Enter');
      await page.locator('[role="menuitem"]:focus').waitFor();
      const last = page.getByRole('menuitem').last();
      await until(page, 'ArrowDown', () => last.evaluate((element) => element === document.activeElement));
      await page.keyboard.press('Enter');
      await page.locator(`[data-trace-hash]:not([data-trace-hash="${before}"])`).waitFor();
      await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
      await page.keyboard.press('g');
      await page.getByRole('tab', { name: 'Messages' }).waitFor();
      await page.locator('.cm-content').waitFor();
      await page.keyboard.press('ArrowRight');
      expect(await cursorOf(page)).toBeGreaterThan(0);
      const diagram = page.getByRole('group', { name: 'Messages in order' });
      await until(page, 'Tab', () => page.evaluate(() => document.activeElement?.closest('.cm-editor') !== null));
      await page.keyboard.press('Escape');
      await until(page, 'Tab', () => diagram.evaluate((element) => element === document.activeElement));
      await page.keyboard.press('ArrowDown');
      await page.getByRole('heading', { name: /^Why, back to a person or a timer/ }).waitFor();
    }));
});

describe('the presenter', () => {
  it('reaches step 7 with PageDown alone, a question shown before its answer', () =>
    open('', async (page) => {
      await page.keyboard.press('p');
      let asked = false;
      await until(
        page,
        'PageDown',
        async () => {
          asked ||= (await page.getByText('Space shows the answer').count()) > 0;
          return (await caption(page).textContent())?.includes('Connect') ?? false;
        },
        120,
      );
      expect(asked).toBe(true);
      await page.keyboard.press('PageUp');
      expect(await moment(page)).not.toContain('step 7');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Present' }).waitFor();
    }));
});

describe('accessibility', () => {
  for (const dark of [false, true]) {
    it(`axe finds nothing in front of a class, nor on the laboratory's tabs, in the ${dark ? 'dark' : 'light'} theme`, () =>
      open(
        '#not-enough-cpu',
        async (page) => {
          await page.keyboard.press('p');
          await page.keyboard.press('4');
          expect(await violationsOn(page)).toEqual([]);
          await page.keyboard.press('Escape');
          await page.keyboard.press('g');
          await page.keyboard.press('End');
          for (const name of ['Messages', 'Scheduler', 'Statechart', 'Stored', 'Terminal']) {
            await page.getByRole('tab', { name, exact: true }).click();
            expect(await violationsOn(page)).toEqual([]);
          }
        },
        { dark },
      ));
  }
});
