import { describe, expect, it } from 'vitest';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

const set = (mounted: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'default' },
  spec: {
    replicas: 1,
    serviceName: 'db',
    podManagementPolicy: 'OrderedReady',
    updateStrategy: { type: 'RollingUpdate' },
    selector: { matchLabels: { app: 'db' } },
    template: {
      metadata: { labels: { app: 'db' } },
      spec: {
        restartPolicy: 'Always',
        dnsPolicy: 'ClusterFirst',
        terminationGracePeriodSeconds: 30,
        containers: [
          {
            name: 'db',
            image: 'mysql',
            imagePullPolicy: 'Always',
            terminationMessagePolicy: 'File',
            volumeMounts: [{ name: mounted, mountPath: '/var/lib' }],
          },
        ],
      },
    },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }],
  },
});

describe('the mounts of a StatefulSet', () => {
  it('may name a claim template', () => {
    expect(validateCreate(set('data'))).toEqual([]);
  });

  it('are refused when neither a volume nor a claim template has the name', () => {
    expect(validateCreate(set('dta')).map(({ field }) => field)).toEqual([
      'spec.template.spec.containers[0].volumeMounts[0].name',
    ]);
  });
});
