import { describe, expect, it } from 'vitest';
import { revisionHash } from '../../../src/kubernetes/controllers/controller-revisions.ts';
import { indexesText, parseIndexes } from '../../../src/kubernetes/controllers/job/indexes.ts';

describe('the name of a ControllerRevision of a StatefulSet', () => {
  it('ends with the hash of its data, as a real control plane computes it', () => {
    const template = {
      metadata: { labels: { app: 'st2' } },
      spec: {
        containers: [
          {
            image: 'nginx',
            imagePullPolicy: 'Always',
            name: 'c',
            resources: {},
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
          },
        ],
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always',
        schedulerName: 'default-scheduler',
        securityContext: {},
        terminationGracePeriodSeconds: 30,
      },
    };
    expect(revisionHash(template, 0)).toBe('88ffb7f79');
  });
});

describe('completed indexes of a Job', () => {
  it.each([
    ['', []],
    ['3', [3]],
    ['0,1', [0, 1]],
    ['0-2,5,7,8', [0, 1, 2, 5, 7, 8]],
  ])('are written as "%s"', (text, indexes) => {
    expect(indexesText(new Set(indexes))).toBe(text);
    expect([...parseIndexes(text, 10)]).toEqual(indexes);
  });

  it('count no more once there are fewer completions', () => {
    expect([...parseIndexes('0-5,9', 4)]).toEqual([0, 1, 2, 3]);
  });
});
