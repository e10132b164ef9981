import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../../../src/app/check/check-documents.ts';
import { around } from '../../../src/app/documents.ts';

const refusals = (text: string): readonly string[] =>
  checkDocuments(around('app.yaml', text))
    .filter(({ severity }) => severity === 'refused')
    .map(({ line, says }) => `${line}: ${says}`);

const pod = (spec: string, metadata = 'name: web'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { ${metadata} }\nspec:\n${spec}`;

describe('the API server of this cluster, asked about a file', () => {
  it('names an unknown field at its line', () => {
    expect(refusals(pod('  containers:\n  - name: c\n    image: nginx:1.27\n    imagePullPolcy: Always\n'))).toEqual([
      '8: unknown field "spec.containers[0].imagePullPolcy"',
    ]);
  });
  it('says what the JSON decoder says of a value of a wrong type', () => {
    expect(
      refusals(pod('  containers:\n  - name: c\n    image: nginx:1.27\n    ports:\n    - containerPort: "80"\n')),
    ).toEqual([
      '9: json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32',
    ]);
  });
  it('says what validation says, whole', () => {
    expect(refusals(pod('  restartPolicy: Sometimes\n  containers:\n  - name: c\n    image: nginx:1.27\n'))).toEqual([
      '5: spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ]);
  });
  it('says what admission says, at the field that it looked at', () => {
    const spec = '  priorityClassName: nope\n  containers:\n  - name: c\n    image: nginx:1.27\n';
    expect(refusals(pod(spec))).toEqual(['5: pods "web" is forbidden: no PriorityClass with name nope was found']);
  });
  it('says what kubectl says of a kind that no server has', () => {
    expect(refusals('apiVersion: v1\nkind: Podd\nmetadata: { name: x }\n')).toEqual([
      '2: no matches for kind "Podd" in version "v1"',
    ]);
  });
  it('asks as the user who creates the file', () => {
    const { files, scenario } = around('app.yaml', pod('  containers: [{ name: c, image: "nginx:1.27" }]\n'));
    const alice = scenario
      .replace(' }\n', ', as: alice }\n')
      .replace('  actions:', '  cluster: { users: { alice: {} } }\n  actions:');
    expect(checkDocuments({ files, scenario: alice }).map(({ says }) => says)).toContain(
      'pods is forbidden: User "alice" cannot create resource "pods" in API group "" in the namespace "default"',
    );
  });
  it('waits for the service account of a Namespace that the same file makes', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: team }\n---\n';
    const inside = pod('  containers: [{ name: c, image: "nginx:1.27" }]\n', 'name: web, namespace: team');
    expect(refusals(namespace + inside)).toEqual([]);
  });
  it('says what kubectl says of a text that is no YAML, where it stops being any', () => {
    expect(refusals('apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n')).toEqual([
      '4: error converting YAML to JSON: yaml: line 4: found character that cannot start any token',
    ]);
  });
});

describe('advice', () => {
  it('stands beside what is refused, and is no refusal', () => {
    const found = checkDocuments(around('app.yaml', pod('  containers:\n  - name: c\n    image: nginx\n')));
    expect(found.map(({ line, severity }) => [line, severity])).toEqual([
      [7, 'advice'],
      [6, 'advice'],
    ]);
  });
});
