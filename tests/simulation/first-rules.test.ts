import { describe, expect, it } from 'vitest';
import { types } from '../../src/kubernetes/api/schema/fields.generated.ts';
import { types as firstTypes } from '../../src/kubernetes/api/schema/first-fields.generated.ts';
import { controllers } from '../../src/kubernetes/controllers/index.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { allRules } from '../../src/simulation/rules/all.ts';
import { asksForDocumentation, firstRulesAreEnough } from '../../src/simulation/rules/enough.ts';
import { firstRules } from '../../src/simulation/rules/first.ts';
import { NotAmongFirst } from '../../src/simulation/rules/not-among-first.ts';
import { rulesWithoutDocumentation } from '../../src/simulation/rules/without-documentation.ts';
import { runScenario } from '../../src/simulation/run-scenario.ts';

function scenarioOf(text: string) {
  const read = readScenario(text, 'scenario.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('\n'));
  return read.scenario;
}

const around = (file: string, action: string) =>
  scenarioOf(
    JSON.stringify({
      apiVersion: 'podscope.dev/v1',
      kind: 'Scenario',
      metadata: { name: 'one' },
      spec: { files: { 'a.yaml': file }, actions: [{ at: '0s', kubectl: action }] },
    }),
  );

describe('a run with the first rules', () => {
  const enough = catalog.filter(({ text }) => firstRulesAreEnough(scenarioOf(text)));
  it('is what the first visit shows', () => {
    expect(enough.map(({ name }) => name)).toContain('nginx');
  });
  for (const { name, text } of enough) {
    it(`is to the byte what it is with all of them: ${name}`, () => {
      const scenario = scenarioOf(text);
      const [first, all] = [firstRules, allRules].map((rules) => JSON.stringify(runScenario(scenario, { rules })));
      expect(first === all).toBe(true);
    });
  }
});

describe('what the first rules come upon and do not have', () => {
  it.each([
    ['YAML that is not plain', 'kind: Pod\nmetadata: { name: a }\n'],
    ['a value of a wrong type', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  restartPolicy: 3\n'],
  ])('%s: they say so, instead of another answer', (_what, file) => {
    const scenario = around(file, 'create -f a.yaml');
    expect(firstRulesAreEnough(scenario)).toBe(true);
    expect(() => runScenario(scenario, { rules: firstRules })).toThrow(NotAmongFirst);
  });
});

describe('the first rules are not enough', () => {
  it.each([
    ['a kind with other rules', 'kind: Job\n', 'create -f a.yaml'],
    ['the same in JSON', '{"kind": "CronJob"}', 'create -f a.yaml'],
    ['a field that a plugin looks at', 'kind: Pod\nspec: { runtimeClassName: gvisor }\n', 'create -f a.yaml'],
    ['a kind in small letters', 'kind: pod\n', 'create -f a.yaml'],
    ['another command', 'kind: Pod\n', 'describe pod a'],
    ['an object that no file holds', 'kind: Pod\n', 'create job a --image=b'],
  ])('for %s', (_why, file, action) => {
    expect(firstRulesAreEnough(around(file, action))).toBe(false);
  });
  it('for any field of whose model they do not have the fields', () => {
    const unknown = Object.values(firstTypes).flatMap((fields) =>
      Object.keys(fields).filter((name) => {
        const model = /\w*V\d\w+/.exec(fields[name] ?? '')?.[0] ?? '';
        return types[model] !== undefined && firstTypes[model] === undefined;
      }),
    );
    expect(unknown).toContain('azureDisk');
    for (const field of unknown)
      for (const file of [`kind: Pod\nspec: { ${field}: {} }\n`, `{"kind": "Pod", "spec": {"${field}": {}}}`])
        expect([field, firstRulesAreEnough(around(file, 'create -f a.yaml'))]).toEqual([field, false]);
  });
});

it('the idle controllers stand where the others do, by the same names', () => {
  const shape = ({ name, serviceAccount, workers, delay }: (typeof controllers)[number]) => [
    name,
    serviceAccount,
    workers,
    delay,
  ];
  expect(firstRules.controllers.map(shape)).toEqual(controllers.map(shape));
});

describe('kubectl explain', () => {
  it.each(['explain pod.spec', '-n web explain deploy', 'explain --recursive job'])(
    'is seen to be asked: %s',
    (line) => {
      expect(asksForDocumentation(around('kind: Pod\n', line))).toBe(true);
    },
  );
  it('stands among the commands without its documentation, so that help names it', () => {
    const names = ({ commands }: { commands: readonly { readonly name: string }[] }) =>
      commands.map(({ name }) => name);
    expect(names(rulesWithoutDocumentation)).toEqual(names(allRules));
  });
});
