import { parseDocument } from 'yaml';
import { around, type Documents } from './documents.ts';

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

/** The whole scenario text again, as the engine reads it. */
export function putTogether({ files, scenario }: Documents): string {
  const document = parseDocument(scenario, { logLevel: 'silent' });
  if (document.errors.length > 0) return scenario;
  for (const [name, text] of Object.entries(files)) document.setIn(['spec', 'files', name], text);
  return document.toString({ lineWidth: 0 });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
