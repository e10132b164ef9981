import { adviceRules } from '../../kubernetes/advice/index.ts';
import { isFields } from '../../kubernetes/api/fields.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { splitWords } from '../../kubernetes/kubectl/words.ts';
import { readScenario } from '../../scenario/read-scenario.ts';
import { type Action, inCluster, type Scenario } from '../../scenario/scenario.ts';
import { rulesWithoutDocumentation } from '../../simulation/rules/without-documentation.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { type FieldNote, refusedFields } from '../../story/refused-fields.ts';
import { pluralOf } from '../../story/words.ts';
import { indexTrace } from '../../trace/trace-index.ts';
import { putTogether } from '../document-text.ts';
import { type Documents, scenarioFile } from '../documents.ts';
import { manifestLines } from '../manifest-lines.ts';
import { parsedText } from '../parsed-text.ts';
import type { Finding } from './finding.ts';
import { kubectlFindings } from './kubectl-findings.ts';

const mostFindings = 200;

/** Virtual ms between two files, and for the last one to be answered. */
const each = 1000;

/**
 * What the API server of this cluster would say about the files, as the user who creates them, and what it would take
 * though it may surprise. The files are really sent to it; nothing else of a run is carried out.
 */
export function checkDocuments(documents: Documents, imported?: readonly Manifest[]): readonly Finding[] {
  const read = readScenario(putTogether(documents), scenarioFile);
  if ('problems' in read) return [];
  const scenario = imported === undefined ? read.scenario : inCluster(read.scenario, imported);
  const actions = sending(scenario);
  const trace = runScenario(
    { ...scenario, actions, until: (actions.length + 4) * each, cluster: { ...scenario.cluster, clients: [] } },
    { rules: rulesWithoutDocumentation, onlyCommands: true, mostMessages: 20_000 },
  );
  const refused: readonly Finding[] = manifestLines(refusedFields(indexTrace(trace)), documents.files).map((line) => ({
    ...line,
    severity: 'refused',
  }));
  const said = trace.commands.flatMap((command) => kubectlFindings(command, documents.files));
  return [...refused, ...said, ...advice(documents, scenario)].slice(0, mostFindings);
}

/**
 * Each file once, by the command that sends it in the scenario; one that nobody sends is created. What is replaced or
 * patched has to be there first, so it is left to the run.
 */
function sending({ files, actions }: Scenario): readonly Action[] {
  const wanted = Object.keys(files).flatMap((file): readonly Action[] => {
    const sender = actions.find((action) => 'kubectl' in action && mentions(action.kubectl, file));
    if (sender !== undefined && 'kubectl' in sender) return /^(create|apply)\b/.test(sender.kubectl) ? [sender] : [];
    return [{ at: 0, kubectl: `create -f '${file.replaceAll("'", "'\\''")}'`, as: 'kubernetes-admin' }];
  });
  const once = wanted.filter((action, i) => wanted.indexOf(action) === i);
  return once.map((action, i) => ({ ...action, at: i * each }));
}

function mentions(command: string, file: string): boolean {
  const split = splitWords(command);
  return 'words' in split && split.words.includes(file);
}

function advice({ files }: Documents, { cluster }: Scenario): readonly Finding[] {
  const typed = Object.values(files).flatMap(manifestsIn);
  const all = [...typed, ...cluster.objects];
  const notes = typed.flatMap((object) =>
    adviceRules
      .flatMap((rule) => rule(object, all))
      .map(({ path, says }): FieldNote => ({ about: key(object), path, says })),
  );
  return manifestLines(notes, files).map((line) => ({ ...line, severity: 'advice' }));
}

const key = ({ kind, metadata }: Manifest): string =>
  `${pluralOf(kind).toLowerCase()}/${metadata?.namespace ?? 'default'}/${metadata?.name ?? ''}`;

function manifestsIn(text: string): readonly Manifest[] {
  return parsedText(text).documents.flatMap((document) => {
    if (document.errors.length > 0) return [];
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isFields(value) && typeof value.kind === 'string' ? [value as unknown as Manifest] : [];
  });
}
