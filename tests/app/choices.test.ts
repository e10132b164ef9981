import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { firstChoices } from '../../src/app/choices.ts';
import { cursorWithin } from '../../src/app/cursor-within.ts';
import { withNodesWritten } from '../../src/app/default-nodes.ts';
import { putTogether } from '../../src/app/document-text.ts';
import { around } from '../../src/app/documents.ts';
import { intervene, withAction } from '../../src/app/intervene.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { traceHash } from '../../src/trace/trace-hash.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: mine}\nspec: {containers: [{name: c, image: nginx}]}\n';
const documents = around('mine.yaml', pod);

function traceOf(scenario: string) {
  const read = readScenario(scenario, 'mine');
  if ('problems' in read) throw new Error('the scenario cannot be read');
  return simulate(read.scenario);
}

describe('the cursor, when another run is there', () => {
  it('never stands beyond its end', () => {
    const trace = traceOf(putTogether(documents));
    expect(cursorWithin(trace)({ ...firstChoices, cursor: 99_999_999 })).toMatchObject({ cursor: 60_000 });
  });

  it('goes to where a command that was typed returns', () => {
    const typed = intervene({ kubectl: 'get pods' })({ ...firstChoices, documents, cursor: 4000 });
    const trace = traceOf(putTogether(typed.documents ?? documents));
    const returned = trace.commands.at(-1)?.returnedAt ?? 0;
    expect(returned).toBeGreaterThan(4000);
    expect(cursorWithin(trace)({ ...firstChoices, ...typed, cursor: 4000 }).cursor).toBeCloseTo(returned, 1);
  });
});

describe('a command typed at the end of a run', () => {
  it('makes the run go on long enough to see what comes of it', () => {
    const { scenario } = withAction(documents, 60_000, { kubectl: 'delete pod mine' });
    expect((parse(scenario) as { spec: { until: string } }).spec.until).toBe('70s');
  });
});

describe('the nodes of a scenario that names none', () => {
  it('written out give the same run', () => {
    const written = withNodesWritten(documents);
    expect(written.scenario).toContain('name: worker-3');
    expect(traceHash(traceOf(putTogether(written)))).toBe(traceHash(traceOf(putTogether(documents))));
  });
});
