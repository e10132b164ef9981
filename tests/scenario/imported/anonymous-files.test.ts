import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { Anonymous } from '../../../src/scenario/imported/anonymous.ts';
import { anonymousFiles } from '../../../src/scenario/imported/anonymous-files.ts';
import { parseYaml } from '../../../src/scenario/imported/parse-yaml.ts';

const files = {
  'acme-web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: acme-web}
spec:
  selector: {matchLabels: {app: acme}}
  template:
    metadata: {labels: {app: acme}}
    spec:
      nodeSelector: {acme.com/pool: acme-blue}
      containers:
      - {name: acme, image: acme.io/web:3, env: [{name: TOKEN, value: acme}]}
---
kind: ConfigMap
apiVersion: v1
metadata: {name: acme}
data: {acme: acme}
`,
  'broken.yaml': 'acme: [',
};

describe('manifests that go out without names', () => {
  const anonymous = new Anonymous();
  const node = anonymous.object({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'acme-1', labels: { 'acme.com/pool': 'acme-blue' } },
    status: { allocatable: { cpu: '4' } },
  } as Manifest);
  const masked = anonymousFiles(files, anonymous, parseYaml);

  it('say none of them, in no file and in no name of one', () => {
    expect(JSON.stringify(masked)).not.toContain('acme');
    expect(Object.keys(masked)).toEqual(['file-1.yaml']);
  });

  it('have the names that the cluster was given', () => {
    const deployment = parseYaml(masked['file-1.yaml'] ?? '') as {
      spec: {
        selector: { matchLabels: object };
        template: { metadata: { labels: object }; spec: { nodeSelector: object } };
      };
    };
    expect(deployment.spec.template.spec.nodeSelector).toEqual(node?.metadata?.labels);
    expect(deployment.spec.selector.matchLabels).toEqual(deployment.spec.template.metadata.labels);
  });
});
