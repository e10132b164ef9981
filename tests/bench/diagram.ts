import type { CDPSession, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { writeLink } from '../../src/scenario/link.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { type Story, tell } from '../../src/story/tell.ts';
import { laneOf } from '../../src/trace/address.ts';
import { launch } from '../e2e/browser.ts';

export interface DiagramFigures {
  readonly messages: number;
  /** Scripting, style and layout of one cursor move of the whole app, ms, median. */
  readonly move: number;
  /** The same messages drawn once by Mermaid, ms. */
  readonly mermaid: number;
}

const moves = 60;

/** Draws a run of at least so many messages in Chromium, and moves the cursor through the middle of it. */
export async function diagramFigures(scenario: Scenario, text: string, least: number): Promise<DiagramFigures> {
  const { until, story } = longEnough(scenario, least);
  await build({ logLevel: 'error' });
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const link = writeLink({ files: scenario.files, scenario: text.replace(/until: .*/, `until: ${until}ms`) });
    await page.addInitScript(() =>
      localStorage.setItem('podscope/settings', JSON.stringify({ guided: false, level: 'everything' })),
    );
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#${link}`);
    await page.getByLabel('Messages in order').waitFor({ timeout: 60_000 });
    const move = await cursorMove(page, until);
    const mermaid = await mermaidRender(await (await browser.newContext()).newPage(), mermaidText(story));
    return { messages: story.index.messages.length, move, mermaid };
  } finally {
    await browser.close();
    await server.close();
  }
}

function longEnough(scenario: Scenario, least: number): { readonly until: number; readonly story: Story } {
  for (let until = 5000; ; until += 5000) {
    const trace = simulate({ ...scenario, until });
    if (trace.messages.length >= least) return { until, story: tell(trace) };
  }
}

/** Median of what the browser itself says it spent on scripts, styles and layout for one move, in ms. */
async function cursorMove(page: Page, until: number): Promise<number> {
  const rail = page.getByRole('slider', { name: 'Moment of the run' });
  const box = await rail.boundingBox();
  if (!box) throw new Error(`the run of ${until} ms has no rail`);
  await page.mouse.click(box.x + box.width / 2, box.y + 4);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const spent: number[] = [];
  for (let count = 0; count < moves; count += 1) {
    const before = await busy(client);
    await page.keyboard.press('ArrowRight');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    spent.push(1000 * ((await busy(client)) - before));
  }
  return spent.toSorted((a, b) => a - b)[moves >> 1] ?? Number.NaN;
}

/** Seconds spent so far. */
async function busy(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  const counted = new Set(['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration']);
  return metrics.filter(({ name }) => counted.has(name)).reduce((sum, { value }) => sum + value, 0);
}

/** Every message of the run, as Mermaid wants it. */
function mermaidText({ classes }: Story): string {
  const id = (address: string) => laneOf(address).replaceAll(/[^A-Za-z0-9]/g, '_');
  const lines = [...classes.values()].map(
    ({ message: { from, to }, label }) => `${id(from)}->>${id(to)}: ${label.replaceAll(/[#;\n]/g, ' ')}`,
  );
  return ['sequenceDiagram', ...lines].join('\n');
}

interface Mermaid {
  readonly initialize: (options: object) => void;
  readonly render: (id: string, text: string) => Promise<unknown>;
}

async function mermaidRender(page: Page, text: string): Promise<number> {
  await page.setContent('<body></body>');
  await page.addScriptTag({ path: 'node_modules/mermaid/dist/mermaid.min.js' });
  page.setDefaultTimeout(600_000);
  return page.evaluate(async (diagram) => {
    const { mermaid } = globalThis as unknown as { readonly mermaid: Mermaid };
    mermaid.initialize({ startOnLoad: false, maxTextSize: 1e9, maxEdges: 1e9 });
    const start = performance.now();
    await mermaid.render('diagram', diagram);
    return performance.now() - start;
  }, text);
}
