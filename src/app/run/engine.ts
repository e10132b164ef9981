import type { Computed } from './compute-run.ts';

export interface Engine {
  readonly compute: (text: string, fileName: string) => Computed;
}
export interface CatalogEntry {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

const found = import.meta.glob<Record<string, unknown>>([
  '../../simulation/simulate.ts',
  '../../scenario/read-scenario.ts',
  '../../scenario/catalog/index.ts',
  '../../../tests/trace/bare-pod.ts',
]);

async function load(path: string): Promise<Record<string, unknown> | undefined> {
  return found[path]?.();
}

export async function engine(): Promise<Engine> {
  const simulation = await load('../../simulation/simulate.ts');
  const reader = await load('../../scenario/read-scenario.ts');
  if (!simulation || !reader) {
    const fixture = await load('../../../tests/trace/bare-pod.ts');
    const make = fixture?.['barePodTrace'] as () => never;
    return { compute: () => ({ trace: make() }) };
  }
  const simulate = simulation['simulate'] as (scenario: unknown) => never;
  const read = reader['readScenario'] as (text: string, name: string) => { scenario: unknown } | { problems: never };
  return {
    compute(text, fileName) {
      const result = read(text, fileName);
      return 'scenario' in result ? { trace: simulate(result.scenario) } : { problems: result.problems };
    },
  };
}

const nginx = `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: nginx
  title: One bare Pod
spec:
  until: 60s
  files:
    nginx.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: nginx
        labels:
          app: nginx
      spec:
        containers:
        - name: nginx
          image: nginx:1.14.2
          ports:
          - containerPort: 80
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
`;

export async function loadCatalog(): Promise<readonly CatalogEntry[]> {
  const module = await load('../../scenario/catalog/index.ts');
  const entries = module?.['catalog'] as readonly CatalogEntry[] | undefined;
  return entries && entries.length > 0
    ? entries
    : [{ name: 'nginx', title: 'One bare Pod', summary: 'kubectl create -f nginx.yaml', text: nginx }];
}
