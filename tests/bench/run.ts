import { cpus, totalmem } from 'node:os';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { defaultNodes } from '../../src/scenario/defaults.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { frameAt } from '../../src/trace/frame.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { diagramFigures } from './diagram.ts';
import { diagnosticsAfterKey, validateDeployment } from './editor.ts';
import { firstLoad } from './first-load.ts';
import { decisionFigures, whatIfFigures } from './scheduling.ts';

const print = (what: string, figure: string, goal: string): void =>
  console.log(`${what.padEnd(58)} ${figure.padStart(16)}   goal ${goal}`);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

function scenario(name: string): Scenario {
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', name);
  if ('problems' in read) throw new Error('this scenario ships and cannot be read');
  return read.scenario;
}

/** A Deployment of so many replicas until all are Ready. */
function deployment(replicas: number, nodes: number): Scenario {
  const base = scenario('deployment-and-service');
  const text = (base.files['web.yaml'] ?? '')
    .replace('replicas: 3', `replicas: ${replicas}`)
    .replace('cpu: 250m', 'cpu: 10m')
    .replace(/---[\s\S]*$/, '');
  return {
    ...base,
    until: 30_000,
    cluster: { ...base.cluster, nodes: defaultNodes(nodes), clients: [] },
    files: { 'web.yaml': text },
  };
}

/** The same, but no longer than it takes: a first run finds out when the last Pod is Ready. */
function untilReady(replicas: number, nodes: number): Scenario {
  const whole = deployment(replicas, nodes);
  const done = simulate(whole).writes.find(({ resource, object }) => {
    const status = (object as { readonly status?: { readonly readyReplicas?: number } }).status;
    return resource === 'deployments' && status?.readyReplicas === replicas;
  });
  if (done === undefined) throw new Error(`${replicas} replicas were not Ready within ${whole.until} ms`);
  return { ...whole, until: done.at };
}

const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown cpu'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);

const nginx = { ...scenario('nginx'), until: 2500 };
for (let i = 0; i < 20; i += 1) simulate(nginx);
print(
  'simulate nginx to Ready, median of 50',
  `${median(Array.from({ length: 50 }, () => timed(() => simulate(nginx)).ms)).toFixed(1)} ms`,
  '< 20 ms',
);

const small = untilReady(50, 10);
const large = untilReady(500, 100);
const few = median(Array.from({ length: 5 }, () => timed(() => simulate(small)).ms));
const many = median(Array.from({ length: 5 }, () => timed(() => simulate(large)).ms));
const sent = simulate(large).messages.length;
print('50 replicas on 10 nodes until Ready, median of 5', `${few.toFixed(0)} ms`, '');
print('500 replicas on 100 nodes until Ready, median of 5', `${(many / 1000).toFixed(2)} s`, '< 5 s');
print('cost per Pod, 500 against 50', `${(many / 500 / (few / 50)).toFixed(2)} times`, '≤ 2');
print('messages per second in the large run', `${Math.round(sent / (many / 1000))}`, '≥ 50,000');

/** A trace of at least so many messages, by running on. */
function longTrace(messages: number): Trace {
  let until = 60_000;
  for (;;) {
    const trace = simulate({ ...deployment(60, 20), until });
    if (trace.messages.length >= messages) return trace;
    until *= 2;
  }
}

const trace = longTrace(100_000);
const index = indexTrace(trace);
const times = Array.from({ length: 500 }, (_, i) => {
  const at = ((i * 7919) % 500) * (trace.scenario.until / 500);
  return timed(() => {
    const frame = frameAt(index, at);
    frame.pods();
    return frame.inFlight();
  }).ms;
});
print(`frameAt at random among ${trace.messages.length} messages, median`, `${median(times).toFixed(3)} ms`, '< 1 ms');
print('the same, worst', `${Math.max(...times).toFixed(2)} ms`, '< 16 ms');

const shown = deployment(12, 3);
const shownText = catalog.find((entry) => entry.name === 'deployment-and-service')?.text ?? '';
const figures = await diagramFigures(shown, shownText, 5000);
print(`a cursor move among ${figures.messages} messages, Chromium, median`, `${figures.move.toFixed(1)} ms`, '< 16 ms');
print('the same diagram drawn by Mermaid', `${(figures.mermaid / 1000).toFixed(1)} s`, '');
print('Mermaid against one cursor move', `${Math.round(figures.mermaid / figures.move)} times`, '≥ 300');

validateDeployment(200);
print('validate a Deployment, median of 200', `${validateDeployment(200).toFixed(3)} ms`, '< 2 ms');
const key = await diagnosticsAfterKey(15);
print('a key press to the server’s sentence, 500 lines, median', `${key.toFixed(0)} ms`, '< 50 ms');

const load = firstLoad();
print('first load, JavaScript, gzip, with the simulator', `${(load / 1000).toFixed(0)} kB`, '< 350 kB');

for (const { what, figure, goal } of [...decisionFigures(), ...whatIfFigures()]) print(what, figure, goal);
