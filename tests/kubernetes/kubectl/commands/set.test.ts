import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from '../answering.ts';

const workload = (apiVersion: string, kind: string, spec: object): Stored => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'default' },
  ...{ spec },
});

const podSpec = {
  initContainers: [{ name: 'init', image: 'busybox' }],
  containers: [
    {
      name: 'nginx',
      image: 'nginx:1',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    },
    { name: 'side', image: 'side:1' },
  ],
};
const deployment = workload('apps/v1', 'Deployment', { template: { spec: podSpec } });
const cronJob = workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template: { spec: podSpec } } } });
const settings: Stored = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'default' },
  ...{ data: { 'log.level': 'debug', mode: 'fast' } },
};
const service = workload('v1', 'Service', { selector: { app: 'a', tier: 'b' } });

const set = (words: string) => {
  const { stdout, stderr, changes } = kubectl(`set ${words}`, [deployment, cronJob, settings, service]);
  const [change] = changes;
  return { text: stdout + stderr, body: change !== undefined && 'body' in change ? change.body : undefined };
};

describe('kubectl set image', () => {
  it('finds containers wherever the Pod template stands, those that begin before the others too', () => {
    expect(set('image deployment/web nginx=nginx:2 init=busybox:2')).toMatchObject({
      text: 'deployment.apps/web image updated\n',
      body: {
        spec: {
          template: {
            spec: {
              containers: [{ name: 'nginx', image: 'nginx:2' }],
              initContainers: [{ name: 'init', image: 'busybox:2' }],
            },
          },
        },
      },
    });
    expect(set('image cronjob/web side=side:2').text).toBe('cronjob.batch/web image updated\n');
  });
  it('changes all with a star, and says nothing where nothing changes', () => {
    expect(set('image deployment/web *=same').text).toBe('deployment.apps/web image updated\n');
    expect(set('image deployment/web nginx=nginx:1')).toEqual({ text: '', body: undefined });
  });
  it('refuses what it cannot find', () => {
    expect(set('image deployment/web nope=x').text).toBe('error: unable to find container named "nope"\n');
    expect(set('image service/web nginx=x').text).toBe(
      'error: services/web the object is not a pod or does not have a pod template: *v1.Service\n',
    );
    expect(set('image deployment/web').text).toBe('error: at least one image update is required\n');
  });
});

describe('kubectl set env', () => {
  it('changes in place, appends, and takes away', () => {
    const { text, body } = set('env deployment/web -c nginx A=9 C=3 B-');
    expect(text).toBe('deployment.apps/web env updated\n');
    expect(body).toMatchObject({
      spec: {
        template: {
          spec: { containers: [{ name: 'nginx', env: expect.arrayContaining([{ name: 'A', value: '9' }]) }] },
        },
      },
    });
  });
  it('lists what there is, references by what they refer to', () => {
    expect(set('env deployment/web --list').text).toBe(
      '# Deployment web, container nginx\nA=1\nB=2\n# Deployment web, container side\n# Deployment web, container init\n',
    );
    expect(set('env deployment/web -c side --from=configmap/settings --prefix=X_ --list').text).toBe(
      '# Deployment web, container side\n# X_LOG_LEVEL from configmap settings, key log.level\n# X_MODE from configmap settings, key mode\n',
    );
  });
});

describe('kubectl set, the rest', () => {
  it('sets resources and refuses a bad list', () => {
    expect(set('resources deployment/web -c nginx --limits=cpu=1 --requests=memory=1Mi').body).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [{ name: 'nginx', resources: { limits: { cpu: '1' }, requests: { memory: '1Mi' } } }],
          },
        },
      },
    });
    expect(set('resources deployment/web').text).toMatch(/^error: you must specify an update to requests or limits/);
    expect(set('resources deployment/web -c nope --limits=cpu=1').text).toBe(
      'error: unable to find container named nope\n',
    );
  });
  it('replaces the selector of a Service as a whole', () => {
    expect(set('selector service/web app=z')).toEqual({
      text: 'service/web selector updated\n',
      body: { spec: { selector: { app: 'z', tier: null } } },
    });
    expect(set('selector deployment/web app=z').text).toBe(
      'error: setting a selector is only supported for Services\n',
    );
  });
  it('knows its subcommands', () => {
    expect(set('sa deployment/web builder')).toMatchObject({
      text: 'deployment.apps/web serviceaccount updated\n',
      body: { spec: { template: { spec: { serviceAccountName: 'builder' } } } },
    });
    expect(set('foo').text).toBe('error: unknown command "foo"\nSee \'kubectl set -h\' for help and examples\n');
  });
});
