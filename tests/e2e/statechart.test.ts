import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { appUnderTest, cursorOf } from './app.ts';

const open = appUnderTest();

const chart = (page: Page) => page.getByRole('tree').first();
const chooser = (page: Page) => page.getByRole('button', { name: /^Statechart of/ }).first();

/** The laboratory with its statechart, at a step of the story. */
async function statechart(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: /^Play step 1/ }).waitFor();
  await page.keyboard.press('g');
  await page.getByRole('tab', { name: 'Statechart' }).click();
  await page.keyboard.press(step);
  await chart(page).waitFor();
}

describe('the statechart', () => {
  it('says in words where the Pod worker is, and is free of axe violations', () =>
    open('#nginx', async (page) => {
      await statechart(page, '6');
      expect(await chart(page).getAttribute('aria-label')).toContain('Active: idle');
      const { violations } = await new AxeBuilder({ page }).exclude('.cm-scroller').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }));

  it('keeps its keys to itself: + and - change its size and not the level of detail', () =>
    open('#nginx', async (page) => {
      await statechart(page, '6');
      const level = () => page.locator('[aria-pressed="true"], [aria-checked="true"]').first().textContent();
      const before = await level();
      const size = () => page.locator('svg > g[transform]').first().getAttribute('transform');
      const rest = await size();
      await chart(page).focus();
      await page.keyboard.press('+');
      expect(await size()).not.toBe(rest);
      await page.keyboard.press('0');
      expect(await size()).toBe(rest);
      expect(await level()).toBe(before);
    }));

  it('folds a state by Enter and opens it again', () =>
    open('#nginx', async (page) => {
      await statechart(page, '6');
      const inside = page.getByRole('treeitem', { name: /^pulling the image/ });
      await chart(page).focus();
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await inside.waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await inside.waitFor();
    }));

  it('goes back to the moment of a transition in its list', () =>
    open('#nginx', async (page) => {
      await statechart(page, '6');
      const late = await cursorOf(page);
      await page
        .getByRole('list', { name: /^Transitions taken/ })
        .getByRole('button')
        .nth(2)
        .click();
      expect(await cursorOf(page)).toBeLessThan(late);
    }));

  it('shows the phase that refused a request, and nothing behind it', () =>
    open('#invalid-manifest', async (page) => {
      await statechart(page, '2');
      expect(await page.getByRole('treeitem', { name: /^validating, .*refused$/ }).count()).toBe(1);
      expect(await page.getByRole('treeitem', { name: 'storing, send the transaction' }).count()).toBe(1);
    }));

  it('finds another chart by a word', () =>
    open('#nginx', async (page) => {
      await statechart(page, '6');
      await chooser(page).click();
      await page.getByRole('combobox', { name: 'Find a statechart' }).fill('scheduler');
      await page.keyboard.press('Enter');
      await page.getByRole('treeitem', { name: /^filtering/ }).waitFor();
      expect(await chooser(page).getAttribute('aria-label')).toContain('kube-scheduler');
    }));
});
