import { parseDocument, stringify } from 'yaml';

/** What the editor shows: each file, and the scenario around them. */
export interface Documents {
  readonly files: Readonly<Record<string, string>>;
  /** Text of the Scenario document without its files. */
  readonly scenario: string;
}

/** Takes a scenario text apart into its files and the rest. A plain manifest is one file in a default scenario. */
export function takeApart(text: string, fileName: string): Documents {
  const document = parseDocument(text, { logLevel: 'silent' });
  const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  const spec = isRecord(value) && value['kind'] === 'Scenario' ? value['spec'] : undefined;
  if (!isRecord(spec)) return around(fileName.replace(/^.*\//, ''), text);
  const files = isRecord(spec['files']) ? spec['files'] : {};
  document.deleteIn(['spec', 'files']);
  return {
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, String(content)])),
    scenario: document.toString({ lineWidth: 0 }),
  };
}

/** A scenario that creates one file. */
export function around(fileName: string, text: string): Documents {
  const name =
    fileName
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'yours';
  const scenario = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name, title: fileName },
    spec: { until: '60s', actions: [{ at: '0s', kubectl: `create -f ${fileName}` }] },
  };
  return { files: { [fileName]: text }, scenario: stringify(scenario) };
}

/** The whole scenario text again, as the engine reads it. */
export function putTogether({ files, scenario }: Documents): string {
  const document = parseDocument(scenario, { logLevel: 'silent' });
  if (document.errors.length > 0) return scenario;
  for (const [name, text] of Object.entries(files)) document.setIn(['spec', 'files', name], text);
  return document.toString({ lineWidth: 0 });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
