import { describe, expect, it } from 'vitest';
import { putTogether, takeApart } from '../../../../src/app/document-text.ts';
import type { Documents } from '../../../../src/app/documents.ts';
import { withChanges } from '../../../../src/app/what-if/apply/with-changes.ts';
import { recordedView } from '../../../../src/app/what-if/recorded-view.ts';
import { situationOf } from '../../../../src/app/what-if/situation-of.ts';
import type { Pod } from '../../../../src/kubernetes/api/types.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { smallestFixes } from '../../../../src/kubernetes/scheduling/what-if/fixes.ts';
import { decidedIn } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';
import type { Fix } from '../../../../src/kubernetes/scheduling/what-if/tried.ts';
import { readScenario } from '../../../../src/scenario/read-scenario.ts';
import { simulate } from '../../../../src/simulation/simulate.ts';
import { originOf } from '../../../../src/story/origin-of.ts';
import { type Frame, frameAt } from '../../../../src/trace/frame.ts';
import { indexTrace, type TraceIndex } from '../../../../src/trace/trace-index.ts';
import { pendingScenarios, pendingText } from './pending-scenarios.ts';

function run(documents: Documents): TraceIndex {
  const read = readScenario(putTogether(documents), 'pending.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return indexTrace(simulate(read.scenario));
}

interface Waiting {
  readonly documents: Documents;
  readonly frame: Frame;
  readonly pod: Pod;
  readonly fixes: readonly Fix[];
}

/** The first decision that found no node, and what would have found one. */
function waiting(text: string): Waiting {
  const documents = takeApart(text, 'pending.yaml');
  const index = run(documents);
  const look = index.decisions.find(({ kind, refused }) => kind === 'filter' && refused);
  const view = look && recordedView(index, look);
  if (look === undefined || view === undefined) throw new Error('nobody waits');
  const situation = situationOf(structuredClone(view));
  const fixes = [...smallestFixes(situation, fullProfile, decidedIn(situation, fullProfile))];
  return { documents, frame: frameAt(index, look.at), pod: view.pod, fixes: structuredClone(fixes) };
}

const inWords = ({ changes }: Fix): string =>
  changes.map((change) => (change.on === 'pod' ? change.field : change.says)).join(' and ');

/** Pods of the person's own, at the end. */
const left = (index: TraceIndex): readonly Pod[] =>
  frameAt(index, index.trace.scenario.until)
    .pods()
    .filter(({ metadata }) => metadata.name.startsWith('waits'));

describe('a smallest change that is applied', () => {
  for (const pending of pendingScenarios)
    it(`makes the Pod run: ${pending.name}`, () => {
      const { documents, frame, pod, fixes } = waiting(pendingText(pending));
      for (const words of pending.offers) expect(fixes.map(inWords).join('\n')).toContain(words);
      for (const fix of fixes) {
        const applied = withChanges(documents, originOf(frame, pod), fix.changes, frame.at + 500);
        if ('cannot' in applied) throw new Error(`${inWords(fix)}: ${applied.cannot}`);
        const after = run(applied.documents);
        const refused = after.trace.commands.filter(({ code }) => code !== 0);
        expect(refused, inWords(fix)).toEqual([]);
        const [one, ...more] = left(after);
        expect(more, inWords(fix)).toEqual([]);
        expect([one?.spec.nodeName, one?.status?.phase], inWords(fix)).toEqual([fix.chosen, 'Running']);
      }
    });
});

function missing(name: string): never {
  throw new Error(`there is no scenario ${name}`);
}

describe('a manifest that a change is applied to', () => {
  const text = (name: string) => pendingText(pendingScenarios.find((each) => each.name === name) ?? missing(name));

  it('keeps its comments, be it a template or a Pod', () => {
    const { documents, frame, pod, fixes } = waiting(text('a Deployment that asks for too much'));
    const [first] = fixes;
    const applied = withChanges(documents, originOf(frame, pod), first?.changes ?? [], frame.at);
    if ('cannot' in applied) throw new Error(applied.cannot);
    const before = documents.files['pod.yaml'] ?? '';
    expect(applied.documents.files['pod.yaml']).toBe(before.replace('cpu: "6" # cores', 'cpu: "2" # cores'));
    expect(applied.did).toBe('Deployment waits in pod.yaml was changed.');
  });

  it('is not there where a command made the Pod: a Deployment is patched then, a bare Pod is not', () => {
    const { documents, frame, pod, fixes } = waiting(text('a Deployment that asks for too much'));
    const [fix] = fixes;
    const bare = { ...documents, files: { 'other.yaml': 'kind: Service\nmetadata: {name: waits}\n' } };
    const patched = withChanges(bare, originOf(frame, pod), fix?.changes ?? [], frame.at + 500);
    if ('cannot' in patched) throw new Error(patched.cannot);
    const after = run({ ...patched.documents, files: documents.files });
    expect(left(after).map(({ status }) => status?.phase)).toEqual(['Running']);
    const alone = { ...pod, metadata: { ...pod.metadata, ownerReferences: [] } };
    expect(withChanges(bare, originOf(frame, alone), fix?.changes ?? [], frame.at)).toMatchObject({
      cannot: expect.any(String),
    });
  });
});
