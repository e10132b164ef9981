import { freshWorker } from './pod-sync.ts';
import { podWorker } from './pod-worker-words.ts';

/**
 * One Pod on one node: compares what it asks for with what the runtime has, does what is missing, and in the end
 * takes everything down. One sync at a time, and between two of them the runtime has been looked at anew.
 * This is the table of its states; what the words in it mean stands in pod-worker-words.ts.
 * Source: v1.35 pkg/kubelet/pod_workers.go; pkg/kubelet/kubelet.go SyncPod, SyncTerminatingPod, SyncTerminatedPod;
 * pkg/kubelet/kuberuntime/kuberuntime_manager.go SyncPod
 */
export const podWorkerMachine = podWorker.createMachine({
  id: 'kubelet-pod-worker',
  context: ({ input }) => freshWorker(input),
  initial: 'idle',
  on: {
    'pod changed': { actions: ['take in the change', 'note the work'] },
    'status changed': { actions: 'take in the change' },
    'pod removed': { actions: ['take in the change', 'note the work'] },
    'runtime changed': { actions: 'note the work' },
    'probe changed': { actions: ['report at once', 'note the work'] },
  },
  after: { 'active deadline': { actions: ['note the deadline', 'note the work'] } },
  states: {
    idle: {
      always: { guard: 'there is work', target: 'waiting for a fresh look' },
      after: { 'until the next regular look': { actions: 'note the work', target: 'waiting for a fresh look' } },
    },
    'waiting for a fresh look': {
      entry: 'wait for the next relist',
      always: { guard: 'the last look is fresh', target: 'choosing the work' },
      on: { relisted: { target: 'choosing the work' } },
    },
    'choosing the work': {
      always: [
        { guard: 'it is to end', actions: 'begin the work', target: 'terminating' },
        { actions: 'begin the work', target: 'syncing' },
      ],
    },
    syncing: {
      initial: 'reporting',
      states: {
        reporting: {
          entry: [
            'note whether a resize is done',
            'generate the status',
            'say that the deadline passed',
            'report the status',
          ],
          always: [{ guard: 'it has come to its end', target: '#ending' }, { target: 'preparing' }],
        },
        preparing: {
          entry: 'register ConfigMaps and Secrets',
          after: {
            'preparing directories and cgroups': [
              { guard: 'it mounts nothing', target: 'comparing' },
              { target: 'mounting volumes' },
            ],
          },
        },
        'mounting volumes': {
          entry: ['ask for the volumes', 'note the time'],
          initial: 'looking',
          states: {
            looking: {
              after: {
                'next look at the volumes, 300 ms': [
                  { guard: 'it is to end', target: '#synced' },
                  { guard: 'the volumes are mounted', target: '#comparing' },
                  { guard: 'the wait for the volumes is over', actions: 'give up on the volumes', target: '#synced' },
                  { target: 'looking', reenter: true },
                ],
              },
            },
          },
          always: { guard: 'the volumes are mounted', target: 'comparing' },
        },
        comparing: {
          id: 'comparing',
          entry: ['start the probes', 'compare with the runtime', 'say what has to be done'],
          always: [
            { guard: 'nothing shall run any more', target: 'stopping the rest' },
            { guard: 'the old sandbox has to go', target: 'stopping the old sandbox' },
            { guard: 'a sandbox is missing', target: 'making the sandbox' },
            { guard: 'some containers have to go', target: 'killing containers' },
            { guard: 'some containers get other resources', target: 'resizing containers' },
            { target: 'choosing a container' },
          ],
        },
        'stopping the rest': {
          entry: ['announce the end', 'note when stopping began', 'count the round', 'stop the next containers'],
          always: { guard: 'nothing is waited for', target: '#synced' },
          on: {
            'cri answered': [{ guard: 'the last answer is in', target: '#synced' }, { actions: 'count one answer' }],
          },
        },
        'stopping the old sandbox': {
          entry: 'stop the sandbox',
          on: { 'cri answered': 'making the sandbox' },
        },
        'making the sandbox': {
          entry: 'ask for a sandbox',
          on: {
            'cri answered': [
              {
                guard: 'it failed',
                actions: ['report that the sandbox failed', 'end with an error'],
                target: '#synced',
              },
              { target: 'choosing a container' },
            ],
          },
        },
        'killing containers': {
          entry: ['count the stops', 'stop those containers'],
          on: {
            'cri answered': [
              {
                guard: 'the last answer is in, and others get other resources',
                target: 'resizing containers',
              },
              { guard: 'the last answer is in', target: 'choosing a container' },
              { actions: 'count one answer' },
            ],
          },
        },
        'resizing containers': {
          entry: ['count those calls', 'ask for other resources'],
          on: {
            'cri answered': [
              { guard: 'the last answer is in', target: 'choosing a container' },
              { actions: 'count one answer' },
            ],
          },
        },
        'choosing a container': {
          always: [
            { guard: 'no container is left to start', target: '#synced' },
            { guard: 'an init container failed to start', actions: 'end with an error', target: '#synced' },
            {
              guard: 'it crashed too lately',
              actions: ['say that it is held back', 'hold it back'],
              target: 'choosing a container',
              reenter: true,
            },
            {
              guard: 'the image name cannot be read',
              actions: ['say that the name is refused', 'refuse the name'],
              target: 'choosing a container',
              reenter: true,
            },
            { guard: 'it is pulled always', actions: 'step its back-off', target: 'deciding to pull' },
            { actions: 'step its back-off', target: 'looking for the image' },
          ],
        },
        'looking for the image': {
          entry: 'look for the image',
          on: {
            'cri answered': [
              { guard: 'the image is on the node', actions: 'say that it is present', target: 'configuring' },
              {
                guard: 'it is never pulled',
                actions: ['say that it is never pulled', 'refuse without a pull'],
                target: 'choosing a container',
              },
              { target: 'deciding to pull' },
            ],
          },
        },
        'deciding to pull': {
          always: [
            {
              guard: 'the last pull failed too lately',
              actions: ['say that the pull is held back', 'hold the pull back'],
              target: 'choosing a container',
            },
            { target: 'pulling the image' },
          ],
        },
        'pulling the image': {
          entry: 'ask for the pull',
          on: {
            'image pulled': [
              {
                guard: 'it failed',
                actions: ['say that the pull failed', 'note the failed pull'],
                target: 'choosing a container',
              },
              { actions: 'say that it is pulled', target: 'configuring' },
            ],
          },
        },
        configuring: {
          entry: 'work out the environment',
          always: [
            {
              guard: 'the configuration has a flaw',
              actions: ['say that the configuration is refused', 'refuse the configuration'],
              target: 'choosing a container',
            },
            { target: 'creating the container' },
          ],
        },
        'creating the container': {
          entry: 'ask for the container',
          on: { 'cri answered': 'starting the container' },
        },
        'starting the container': {
          entry: 'ask for the start',
          on: {
            'cri answered': [
              {
                guard: 'it failed',
                actions: ['say that the start failed', 'note the failed start'],
                target: 'choosing a container',
              },
              { guard: 'it has a hook after its start', actions: 'say that it started', target: 'running the hook' },
              { actions: ['say that it started', 'go to the next container'], target: 'choosing a container' },
            ],
          },
        },
        'running the hook': {
          entry: 'run the hook',
          on: {
            'cri answered': [
              {
                guard: 'the hook failed',
                actions: ['stop it after the failed hook', 'note the failed hook'],
                target: 'choosing a container',
              },
              { actions: 'go to the next container', target: 'choosing a container' },
            ],
          },
        },
      },
    },
    'noting the time': {
      id: 'synced',
      entry: 'note the time of the sync',
      always: [{ guard: 'it is to end', target: 'waiting for a fresh look' }, { target: 'idle' }],
    },
    ending: {
      id: 'ending',
      entry: 'note the time of the sync',
      initial: 'waiting for a fresh look',
      states: {
        'waiting for a fresh look': { entry: 'wait for the next relist', on: { relisted: '#terminating' } },
      },
    },
    terminating: {
      id: 'terminating',
      initial: 'reporting',
      states: {
        reporting: {
          entry: [
            'generate the status',
            'say that the deadline passed',
            'report the status',
            'stop liveness and startup probes',
            'announce the end',
            'note when stopping began',
          ],
          always: [
            { guard: 'containers still run', target: 'stopping containers' },
            { target: 'stopping the sandbox' },
          ],
        },
        'stopping containers': {
          entry: ['count the round', 'stop the next containers'],
          on: {
            'hook ended': { actions: 'stop after the hook' },
            'cri answered': [
              { guard: 'the last answer is in', target: 'looking for more' },
              { actions: 'count one answer' },
            ],
          },
        },
        'looking for more': {
          always: [
            { guard: 'containers still run', target: 'stopping containers' },
            { target: 'stopping the sandbox' },
          ],
        },
        'stopping the sandbox': {
          entry: 'stop the sandbox',
          on: { 'cri answered': 'reporting the end' },
        },
        'reporting the end': {
          entry: ['stop all probes', 'look at the runtime', 'note that nothing runs'],
          after: { 0: '#terminated' },
        },
      },
    },
    terminated: {
      id: 'terminated',
      entry: [
        'generate the last status',
        'say that the deadline passed',
        'report the status',
        'note the time of the sync',
      ],
      initial: 'waiting for a fresh look',
      states: {
        'waiting for a fresh look': { entry: 'wait for the next relist', on: { relisted: 'cleaning up' } },
        'cleaning up': {
          entry: 'tear down the volumes',
          after: { 'cleaning up': 'waiting for the object to go' },
        },
        'waiting for the object to go': {
          entry: [
            'generate the last status',
            'give an end to what has none',
            'say that the deadline passed',
            'report the status',
          ],
          always: { guard: 'the object is gone', target: '#finished' },
          on: {
            'pod removed': { actions: 'take in the change', target: '#finished' },
            'pod changed': { actions: 'take in the change', target: 'waiting for the object to go', reenter: true },
          },
        },
      },
    },
    finished: { id: 'finished', type: 'final', entry: 'forget the Pod' },
  },
});
