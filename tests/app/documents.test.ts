import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { putTogether, takeApart } from '../../src/app/document-text.ts';
import { around } from '../../src/app/documents.ts';
import { withAction } from '../../src/app/intervene.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';

describe('the documents of a scenario', () => {
  it.each(catalog)('of $name say the same when put together again', ({ text, name }) => {
    expect(readScenario(putTogether(takeApart(text, name)), name)).toEqual(readScenario(text, name));
  });

  it('made from a plain manifest create it', () => {
    const read = readScenario(putTogether(around('My Pod.yaml', 'kind: Pod\n')), 'x');
    expect(read).toMatchObject({
      scenario: { files: { 'My Pod.yaml': 'kind: Pod\n' }, actions: [{ kubectl: "create -f 'My Pod.yaml'" }] },
    });
  });
});

describe('an intervention', () => {
  const actionsOf = (scenario: string) =>
    (parse(scenario) as { spec: { actions: { at: string }[] } }).spec.actions.map(({ at }) => at);

  it('is one more action at the cursor, in time order', () => {
    const start = around('nginx.yaml', 'kind: Pod\n');
    const late = withAction(start, 20_000, { kubectl: 'delete pod nginx' });
    const both = withAction(late, 1802.4, { kubectl: 'get pods' });
    expect(actionsOf(both.scenario)).toEqual(['0s', '1.802s', '20s']);
  });
});
