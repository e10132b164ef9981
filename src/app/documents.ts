import type { OwnCluster } from './own-cluster/own-cluster.ts';

/** What the editor shows: each file, and the scenario around them. */
export interface Documents {
  readonly files: Readonly<Record<string, string>>;
  /** Text of the Scenario document without its files. */
  readonly scenario: string;
  /** A cluster of the person's own, in place of the nodes that the scenario has. */
  readonly imported?: OwnCluster;
}

/** What the scenario itself is called where a problem is found in it; on the screen it is the tab `cluster`. */
export const scenarioFile = 'scenario.yaml';

/** The tab of the editor in which a file stands. */
export const tabOf = (file: string): string => (file === scenarioFile ? 'cluster' : file);

/** A scenario that creates one file. JSON is YAML: no parser is needed to write it. */
export function around(fileName: string, text: string): Documents {
  const name =
    fileName
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 63) || 'yours';
  const scenario = [
    'apiVersion: podscope.dev/v1',
    'kind: Scenario',
    'metadata:',
    `  name: ${JSON.stringify(name)}`,
    `  title: ${JSON.stringify(fileName)}`,
    'spec:',
    '  until: 60s',
    '  actions:',
    `    - { at: 0s, kubectl: ${JSON.stringify(`create -f ${quoted(fileName)}`)} }`,
    '',
  ];
  return { files: { [fileName]: text }, scenario: scenario.join('\n') };
}

/** A file name as a POSIX shell reads it as one word. */
const quoted = (name: string): string => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);
