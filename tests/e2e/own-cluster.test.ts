import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { appUnderTest, traceHashOf } from './app.ts';

const open = appUnderTest();

/** 50 nodes in three zones: some for GPUs, one cordoned, one that is not Ready; each with 12 Pods of 250m. */
const nodes = Array.from({ length: 50 }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: `ip-10-0-${i}.eu.compute.internal`,
    uid: `11111111-0000-4000-8000-${String(i).padStart(12, '0')}`,
    labels: { 'kubernetes.io/hostname': `ip-10-0-${i}`, 'topology.kubernetes.io/zone': `eu-1${'abc'[i % 3]}` },
  },
  spec: {
    podCIDR: `10.244.${i}.0/24`,
    ...(i === 7 ? { unschedulable: true } : {}),
    ...(i % 10 === 0 ? { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] } : {}),
  },
  status: {
    allocatable: { cpu: '3920m', memory: '15038420Ki', pods: '58' },
    capacity: { cpu: '4', memory: '16055252Ki', pods: '58' },
    addresses: [{ type: 'InternalIP', address: `10.0.${i}.4` }],
    conditions: [{ type: 'Ready', status: i === 9 ? 'Unknown' : 'True', reason: 'KubeletReady' }],
    images: [{ names: ['registry.example.com/shop:1.4'], sizeBytes: 181_234_567 }],
  },
}));
const pods = Array.from({ length: 600 }, (_, i) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `shop-6d5f-${i}`,
    namespace: `team-${i % 4}`,
    uid: `33333333-0000-4000-8000-${String(i).padStart(12, '0')}`,
    labels: { app: 'shop' },
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'shop-6d5f', uid: 'not-pasted', controller: true },
    ],
  },
  spec: {
    ...(i === 599 ? {} : { nodeName: nodes[i % 50]?.metadata.name }),
    containers: [
      {
        name: 'main',
        image: 'registry.example.com/shop:1.4',
        resources: { requests: { cpu: i === 599 ? '3700m' : '250m', memory: '512Mi' } },
      },
    ],
  },
  status: { phase: i === 599 ? 'Pending' : 'Running' },
}));
const list = (items: readonly object[]): string =>
  stringify(
    { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } },
    { indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false },
  );
const cluster = list([
  ...nodes,
  ...pods,
  { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } },
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'odd' }, spec: { containers: 'none' } },
]);

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: mine, namespace: team-1}
spec:
  containers:
  - name: c
    image: nginx
    resources: {requests: {cpu: "3"}}
`;

/** A file falls onto the page, away from everything. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ''], file ?? ''));
      return transfer;
    },
    [name, text] as const,
  );
  await page.locator('header').first().dispatchEvent('drop', { dataTransfer: data });
}

const violations = async (page: Page) => {
  const found = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  return found.violations.map(({ id, nodes: where }) => `${id}: ${where[0]?.html ?? ''}`);
};

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your cluster' });
const toUse = (page: Page) => dialog(page).getByRole('button', { name: 'Use this cluster' });

async function another(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await traceHashOf(page);
  await act();
  await expect.poll(() => traceHashOf(page), { timeout: 30_000 }).not.toBe(before);
}

async function decision(page: Page): Promise<void> {
  if ((await page.getByRole('tab', { name: 'Scheduler' }).count()) === 0) await page.keyboard.press('g');
  await page.getByRole('tab', { name: 'Scheduler' }).click();
  await page.keyboard.press('End');
}

async function bring(page: Page): Promise<void> {
  await drop(page, 'cluster.yaml', cluster);
  await toUse(page).waitFor();
  await another(page, () => toUse(page).click());
}

describe('a cluster of one’s own', () => {
  it('is dropped on the page, then a Pod: the Scheduler says why it is Pending', () =>
    open('', async (page) => {
      await drop(page, 'cluster.yaml', cluster);
      await toUse(page).waitFor();
      const said = (await dialog(page).textContent()) ?? '';
      expect(await violations(page)).toEqual([]);
      expect(said).toContain('cluster.yaml: 50 nodes and 600 Pods');
      expect(said).toContain('1 Widget');
      expect(said).toContain('One item is left out');
      await another(page, () => toUse(page).click());
      await another(page, () => drop(page, 'mine.yaml', manifest));
      await page.getByText('mine.yaml').first().waitFor();
      await decision(page);
      await page.getByRole('heading', { name: 'No node can take the Pod' }).waitFor();
      await page
        .getByText(/0\/50 nodes are available: .*Insufficient cpu/)
        .first()
        .waitFor();
      await page.getByRole('tab', { name: 'Map' }).click();
      await page.getByText(/more nodes/).waitFor();
    }));

  it('is used by Enter, and what is not modelled in it can be closed', () =>
    open('', async (page) => {
      await drop(page, 'cluster.yaml', cluster);
      await toUse(page).waitFor();
      await another(page, () => page.keyboard.press('Enter'));
      const close = page.getByRole('button', { name: 'Close this line' });
      await page.getByText(/^This is your cluster/).waitFor();
      await close.click();
      await page.getByText(/^Not modelled: cluster/).waitFor();
      await close.click();
      expect(await page.getByText(/^Not modelled: cluster/).count()).toBe(0);
    }));

  it('is no picture: what is no text is refused, and the run stays', () =>
    open('', async (page) => {
      await drop(page, 'mine.png', '\u0000PNG\u0001');
      await page
        .getByText('mine.png is no text in UTF-8, so it is no manifest. The run on the screen stays.')
        .waitFor();
      expect(await page.getByRole('tab', { name: 'nginx.yaml' }).count()).toBe(1);
    }));

  it('has Pods that wait: one click asks why', () =>
    open('', async (page) => {
      await drop(page, 'cluster.yaml', cluster);
      await another(page, () =>
        dialog(page).getByRole('button', { name: 'Why is team-3/shop-6d5f-599 Pending?' }).click(),
      );
      await decision(page);
      await page
        .getByText(/shop-6d5f-599/)
        .first()
        .waitFor();
    }));

  it('is named in the tab cluster, and removed without a loss', () =>
    open('', async (page) => {
      await another(page, () => drop(page, 'mine.yaml', manifest.replace(', namespace: team-1', '')));
      await bring(page);
      await page.getByRole('tab', { name: 'cluster' }).click();
      await page.getByText('cluster.yaml: 50 nodes and 600 Pods').waitFor();
      await another(page, () => page.getByRole('button', { name: 'Remove' }).click());
      await page.getByRole('tab', { name: 'mine.yaml' }).waitFor();
    }));

  it('stays out of a link unless somebody says so, and opens from one without its names', () =>
    open('', async (page) => {
      await bring(page);
      await page.getByRole('button', { name: 'Share' }).click();
      const share = page.getByRole('dialog', { name: 'This moment as a link' });
      await share.getByText('Your cluster is not in the link').waitFor();
      await share.getByRole('checkbox', { name: /^Put it in/ }).check();
      expect(await violations(page)).toEqual([]);
      await expect.poll(() => page.url().length, { timeout: 20_000 }).toBeGreaterThan(2000);
      const link = page.url();
      await page.goto('about:blank');
      await page.goto(link);
      await page.getByText('This link came with a cluster: 50 nodes').waitFor();
      await page
        .getByText(/^node-\d+$/)
        .first()
        .waitFor();
      expect(await page.locator('body').textContent()).not.toContain('ip-10-0-');
    }));

  it.each([
    [
      'kubectl get nodes -o wide',
      'NAME   STATUS   ROLES    AGE\nn-1    Ready    <none>   3d\n',
      'table that kubectl get prints',
    ],
    ['an event', '0/3 nodes are available: 3 Insufficient cpu.', 'event of kube-scheduler'],
  ])('is asked for when %s is pasted', (_what, text, says) =>
    open('', async (page) => {
      await page.getByRole('button', { name: 'Your cluster…' }).click();
      await dialog(page).getByRole('textbox').focus();
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await page.keyboard.press('Control+V');
      await dialog(page).getByRole('alert').getByText(says).waitFor();
    }),
  );
});
