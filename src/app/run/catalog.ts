/** A built-in scenario, as the menu shows it. */
export interface CatalogEntry {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

// The catalog may be empty in a fresh checkout; the page still opens with a run.
const found = import.meta.glob<{ readonly catalog: readonly CatalogEntry[] }>('../../scenario/catalog/index.ts');

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
  const entries = (await found['../../scenario/catalog/index.ts']?.())?.catalog ?? [];
  if (entries.length > 0) return entries;
  return [{ name: 'nginx', title: 'One bare Pod', summary: 'kubectl create -f nginx.yaml', text: nginx }];
}
