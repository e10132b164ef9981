import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from '../answering.ts';

const deployment: Stored = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  ...{ spec: { replicas: 2 } },
};
const run = (command: string, files: Readonly<Record<string, string>> = {}) =>
  kubectl(command, [deployment], undefined, files);

describe('kubectl patch', () => {
  it('sends the patch in the form that --type names', () => {
    expect(run(`patch deploy web -p '{"spec":{"replicas":3}}'`).changes[0]).toMatchObject({
      verb: 'patch',
      path: '/apis/apps/v1/namespaces/default/deployments/web?fieldManager=kubectl-patch',
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { replicas: 3 } },
    });
    expect(
      run('patch deploy web --type=merge --patch-file=p.yaml', { 'p.yaml': 'spec:\n  replicas: 4\n' }).changes[0],
    ).toMatchObject({
      contentType: 'application/merge-patch+json',
      body: { spec: { replicas: 4 } },
    });
  });
  it('changes a copy in a dry run of the client', () => {
    expect(run(`patch deploy web -p '{"spec":{"replicas":3}}' --dry-run=client`)).toMatchObject({
      stdout: 'deployment.apps/web patched (dry run)\n',
      changes: [],
    });
  });
  it('refuses what it cannot read', () => {
    expect(run('patch deploy web').stderr).toBe(
      'error: must specify --patch or --patch-file containing the contents of the patch\n',
    );
    expect(run('patch deploy web -p {} --type=foo').stderr).toBe(
      'error: --type must be one of [json merge strategic], not "foo"\n',
    );
  });
});

describe('kubectl scale', () => {
  it('names what it needs', () => {
    expect(run('scale deploy web').stderr).toBe(
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n',
    );
    expect(run('scale deploy --replicas=2').stderr).toBe(
      'error: resource(s) were provided, but no name was specified\n',
    );
    expect(run('scale deploy web --replicas=three').stderr).toBe(
      `error: invalid argument "three" for "--replicas" flag: strconv.ParseInt: parsing "three": invalid syntax\nSee 'kubectl scale --help' for usage.\n`,
    );
  });
});

describe('kubectl replace', () => {
  const files = { 'web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 5}\n' };
  it('puts the object of a file in the place of the stored one', () => {
    expect(run('replace -f web.yaml', files).changes[0]).toMatchObject({
      verb: 'update',
      path: '/apis/apps/v1/namespaces/default/deployments/web?fieldManager=kubectl-replace&fieldValidation=Strict',
      body: { spec: { replicas: 5 } },
    });
  });
  it('wants a file, and force for what needs it', () => {
    expect(run('replace').stderr).toBe(
      "error: Must specify --filename to replace\nSee 'kubectl replace -h' for help and examples\n",
    );
    expect(run('replace -f web.yaml --grace-period=1', files).stderr).toBe(
      'error: --grace-period must have --force specified\n',
    );
  });
});

describe('kubectl autoscale', () => {
  it('makes an autoscaler with the metrics that are asked for', () => {
    const { stdout, changes } = run('autoscale deploy web --min=2 --max=5 --cpu=80% --memory=200');
    expect(stdout).toBe('horizontalpodautoscaler.autoscaling/web autoscaled\n');
    expect(changes[0]).toMatchObject({
      body: {
        apiVersion: 'autoscaling/v2',
        spec: {
          scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' },
          minReplicas: 2,
          maxReplicas: 5,
          metrics: [
            { resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
            { resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '200Mi' } } },
          ],
        },
      },
    });
  });
  it('wants a maximum that is not below the minimum', () => {
    expect(run('autoscale deploy web').stderr).toBe('error: required flag(s) "max" not set\n');
    expect(run('autoscale deploy web --min=3 --max=2').stderr).toBe(
      'error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 2, min: 3\n',
    );
  });
});

describe('kubectl create by name', () => {
  const made = (command: string) => {
    const [change] = run(`create ${command}`).changes;
    return change !== undefined && 'body' in change ? change.body : undefined;
  };
  it('makes an Ingress of rules', () => {
    expect(
      made('ingress i --class=nginx --rule=a.com/x*=svc:80,tls=cert --rule=a.com/y=svc:http --default-backend=d:1'),
    ).toEqual({
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: { name: 'i' },
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: { service: { name: 'd', port: { number: 1 } } },
        tls: [{ hosts: ['a.com'], secretName: 'cert' }],
        rules: [
          {
            host: 'a.com',
            http: {
              paths: [
                { path: '/x', pathType: 'Prefix', backend: { service: { name: 'svc', port: { number: 80 } } } },
                { path: '/y', pathType: 'Exact', backend: { service: { name: 'svc', port: { name: 'http' } } } },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: {} },
    });
  });
  it('makes a budget of a selector', () => {
    expect(made('pdb p --selector=app=web,tier --min-available=50%')).toMatchObject({
      spec: {
        minAvailable: '50%',
        selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
      },
    });
    expect(run('create pdb p --selector=a=b --min-available=2Gi').stderr).toBe(
      'error: invalid format specified for min-available\n',
    );
  });
  it('wants exactly one name', () => {
    expect(run('create deploy').stderr).toBe(
      "error: exactly one NAME is required, got 0\nSee 'kubectl create deployment -h' for help and examples\n",
    );
  });
});

describe('a command line', () => {
  it('may have flags of all commands in front', () => {
    expect(run('-n default get deploy -o name').stdout).toBe('deployment.apps/web\n');
    expect(run('--namespace=other -o name get deploy web').stderr).toBe(
      'Error from server (NotFound): deployments.apps "web" not found\n',
    );
  });
  it('with an unknown command gets those that differ little', () => {
    expect(run('descrbe pod').stderr).toBe(
      'error: unknown command "descrbe" for "kubectl"\n\nDid you mean this?\n\tdescribe\n',
    );
    expect(run('somethingelse').stderr).toBe('error: unknown command "somethingelse" for "kubectl"\n');
  });
  it('is explained', () => {
    expect(run('scale --help').stdout).toContain('Usage:\n  kubectl scale ');
    expect(run('help get').stdout).toContain('--sort-by');
    expect(run('').stdout).toMatch(/^kubectl controls the Kubernetes cluster manager\./);
  });
});

describe('a manifest behind an address', () => {
  it('is not fetched, and what to do instead is said', () => {
    expect(run('create -f https://example.com/pod.yaml')).toMatchObject({
      stderr:
        'error: PodScope fetches nothing from the network: put the manifest of https://example.com/pod.yaml into a file and name that\n',
      code: 1,
    });
  });
});

describe('what only a shell understands', () => {
  it.each(['get pods | head', 'get pods > pods.txt', 'get pods && get nodes'])(
    'is not taken for a name: %s',
    (line) => {
      expect(run(line).stderr).toMatch(/^"(\||>|&&)" is for a shell, and there is none here/);
    },
  );
  it('may stand behind --', () => {
    expect(run('exec web -- echo |').stderr).not.toContain('shell');
  });
});
