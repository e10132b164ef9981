import { type Document, isMap, LineCounter, parseAllDocuments } from 'yaml';
import { isQuantity, value as quantityValue } from '../kubernetes/api/quantity.ts';
import type { Manifest } from '../kubernetes/api/types.ts';
import { defaultNodes, settledDefaults } from './defaults.ts';
import { mostBytes } from './limits.ts';
import { notInOrder, notYaml, type Problem, tooLarge, unknownFault, wrongType } from './problems.ts';
import { readNode } from './read-cluster.ts';
import type { Action, Client, Cluster, ImageBehaviour, Listener, Scenario } from './scenario.ts';
import { Value } from './yaml-reader.ts';

export type ScenarioRead = { readonly scenario: Scenario } | { readonly problems: readonly Problem[] };

/** Faults that can be injected. Each comes with the part that carries it out. */
export const knownFaults: readonly string[] = [];

/** The documents of a text, each either a scenario or something else. */
export function documentsOf(
  text: string,
  file: string,
): { readonly documents: readonly Document[]; readonly lines: LineCounter; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  if (text.length > mostBytes) return { documents: [], lines, problems: [tooLarge(file, text.length, mostBytes)] };
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, merge: true, logLevel: 'silent' });
  if (!Array.isArray(documents)) return { documents: [], lines, problems: [] };
  const problems = documents.flatMap(({ errors }) =>
    errors.map(({ linePos, message }) => {
      const at = linePos?.[0] ?? { line: 1, col: 1 };
      return notYaml(
        { file, line: at.line, column: at.col },
        message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '',
      );
    }),
  );
  return { documents, lines, problems };
}

export const isScenario = (document: Document): boolean =>
  isMap(document.contents) &&
  document.contents.get('kind') === 'Scenario' &&
  String(document.contents.get('apiVersion') ?? '').startsWith('podscope.dev/');

/** Reads the first scenario of a text. */
export function readScenario(text: string, file: string): ScenarioRead {
  const { documents, lines, problems } = documentsOf(text, file);
  if (problems.length > 0) return { problems };
  const document = documents.find(isScenario);
  if (document === undefined) {
    const what = 'there is no scenario in this file';
    return {
      problems: [
        { file, line: 1, column: 1, what, remedy: 'begin it with apiVersion: podscope.dev/v1 and kind: Scenario' },
      ],
    };
  }
  return readScenarioDocument(document, file, lines);
}

export function readScenarioDocument(document: Document, file: string, lines: LineCounter): ScenarioRead {
  const problems: Problem[] = [];
  const top = new Value(document.contents, file, '', { document, lines }, problems);
  const { apiVersion, metadata, spec } = top.fields(['apiVersion', 'kind', 'metadata', 'spec']);
  if (apiVersion.text() !== 'podscope.dev/v1')
    apiVersion.complain(wrongType(apiVersion.place, 'podscope.dev/v1', `"${apiVersion.text() ?? ''}"`));
  const meta = metadata.fields(['name', 'title']);
  const name = readName(meta.name, metadata);
  const fields = spec.fields(['seed', 'until', 'cluster', 'files', 'actions', 'view']);
  const scenario: Scenario = {
    name,
    title: meta.title.text() ?? name,
    seed: fields.seed.whole() ?? settledDefaults.seed,
    until: fields.until.duration() ?? settledDefaults.until,
    cluster: readCluster(fields.cluster),
    files: Object.fromEntries(fields.files.entries().map(([file, text]) => [file, text.text() ?? ''])),
    actions: readActions(fields.actions),
    view: (fields.view.json() as Scenario['view'] | undefined) ?? {},
  };
  return problems.length > 0 ? { problems } : { scenario };
}

function readName(name: Value, parent: Value): string {
  if (!name.required('metadata.name', parent)) return '';
  const text = name.text() ?? '';
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) {
    name.complain(wrongType(name.place, 'a DNS label: lower case letters, digits and -, at most 63', `"${text}"`));
  }
  return text;
}

export function readCluster(cluster: Value): Cluster {
  const { version, nodes, objects, images, users, clients } = cluster.fields([
    'version',
    'nodes',
    'objects',
    'images',
    'users',
    'clients',
  ]);
  const given = version.text();
  if (given !== undefined && given !== 'v1.35')
    version.complain(wrongType(version.place, 'v1.35, the version that is modelled', `"${given}"`));
  return {
    version: 'v1.35',
    nodes: nodes.absent ? defaultNodes(3) : nodes.items().map(readNode),
    objects: objects.items().map((item) => item.json() as Manifest),
    images: images.items().map(readImage),
    users: Object.fromEntries(
      users.entries().map(([user, entry]) => [
        user,
        {
          groups: entry
            .fields(['groups'])
            .groups.items()
            .map((group) => group.text() ?? ''),
        },
      ]),
    ),
    clients: clients.items().map(readClient),
  };
}

function readImage(image: Value): ImageBehaviour {
  const { name, pull, run } = image.fields(['name', 'pull', 'run']);
  name.required('name', image);
  const pulled = pull.fields(['size', 'error']);
  const error = pulled.error.text();
  const errors = ['not-found', 'unauthorized', 'timeout'] as const;
  const known = errors.find((candidate) => candidate === error);
  if (error !== undefined && error !== '' && known === undefined)
    pulled.error.complain(wrongType(pulled.error.place, errors.join(', '), `"${error}"`));
  const bytes = quantity(pulled.size);
  return {
    name: name.text() ?? '',
    pull: { ...(bytes === undefined ? {} : { bytes }), ...(known === undefined ? {} : { error: known }) },
    run: readRun(run),
  };
}

function quantity(value: Value): number | undefined {
  const text = value.text();
  if (text === undefined) return undefined;
  if (isQuantity(text)) return quantityValue(text);
  return value.complain(wrongType(value.place, 'a quantity such as 60Mi', `"${text}"`));
}

function readRun(run: Value): ImageBehaviour['run'] {
  const { exitAfter, exitCode, memory, ignoresTerm, listens } = run.fields([
    'exitAfter',
    'exitCode',
    'memory',
    'ignoresTerm',
    'listens',
  ]);
  return given({
    exitAfter: exitAfter.duration(),
    exitCode: exitCode.whole(),
    memoryBytes: quantity(memory),
    ignoresTerm: ignoresTerm.yes(),
    listens: listens.absent ? undefined : listens.items().map(readListener),
  });
}

function readListener(listener: Value): Listener {
  const { port, path, status, readyAfter, failsAfter } = listener.fields([
    'port',
    'path',
    'status',
    'readyAfter',
    'failsAfter',
  ]);
  port.required('port', listener);
  return given({
    port: port.whole() ?? 0,
    path: path.text(),
    status: status.whole(),
    readyAfter: readyAfter.duration(),
    failsAfter: failsAfter.duration(),
  });
}

function readClient(client: Value): Client {
  const { service, port, from, every, requests } = client.fields(['service', 'port', 'from', 'every', 'requests']);
  service.required('service', client);
  return given({
    service: service.text() ?? '',
    port: port.whole(),
    from: from.duration() ?? settledDefaults.clientFrom,
    every: every.duration() ?? settledDefaults.clientEvery,
    requests: requests.whole() ?? settledDefaults.clientRequests,
  });
}

/** Leaves out what is not given: an absent field and one that is `undefined` are two things. */
function given<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as T;
}

function readActions(actions: Value): readonly Action[] {
  let last = 0;
  return actions.items().flatMap((item): Action[] => {
    const { at, kubectl, fault, heal, target, as } = item.fields([
      'at',
      'kubectl',
      'as',
      'fault',
      'heal',
      'target',
      'for',
    ]);
    const when = at.duration() ?? last;
    if (when < last) at.complain(notInOrder(at.place));
    last = Math.max(last, when);
    const command = kubectl.text();
    if (command !== undefined) return [{ at: when, kubectl: command, as: as.text() ?? 'kubernetes-admin' }];
    const name = fault.text() ?? heal.text();
    if (name === undefined) {
      item.complain({ ...item.place, what: 'this action does nothing', remedy: 'give it kubectl, fault or heal' });
      return [];
    }
    if (!knownFaults.includes(name))
      item.complain(unknownFault(fault.absent ? heal.place : fault.place, name, knownFaults));
    const where = target.text();
    const aimed = where === undefined ? {} : { target: where };
    return [fault.absent ? { at: when, heal: name, ...aimed } : { at: when, fault: name, ...aimed }];
  });
}
