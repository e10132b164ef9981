import { at } from '../../kubernetes/api/fields.ts';
import { resourceForKind } from '../../kubernetes/api/resources.ts';
import type { ApiObject, Manifest, Pod, PodTemplateSpec } from '../../kubernetes/api/types.ts';
import { podFromTemplate } from '../../kubernetes/controllers/pods.ts';
import { settledDefaults } from '../../scenario/defaults.ts';
import { rulesWithoutDocumentation } from '../../simulation/rules/without-documentation.ts';
import { runScenario } from '../../simulation/run-scenario.ts';
import { frameAt } from '../../trace/frame.ts';
import { indexTrace } from '../../trace/trace-index.ts';
import { BadInput } from '../bad-input.ts';

/** What a Pod goes through before it is stored depends on these. */
const admitting = new Set([
  'Namespace',
  'PriorityClass',
  'RuntimeClass',
  'LimitRange',
  'StorageClass',
  'ServiceAccount',
  'PersistentVolume',
  'PersistentVolumeClaim',
]);

const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/**
 * The Pods of a manifest as the API server of this cluster would store them: defaults and admission have been at work.
 * A workload stands for one of its Pods.
 *
 * @throws BadInput with the server's words where it refuses one
 */
export function incomingPods(manifests: readonly Manifest[], known: readonly Manifest[], path: string): readonly Pod[] {
  const pods = manifests.filter(({ kind }) => kind === 'Pod' || kind in templates).map((each) => podOf(each, path));
  if (pods.length === 0)
    throw new BadInput(`${path}: there is no Pod in it; give a Pod, or a workload with a template of one`);
  return stored(pods, [...manifests.filter(({ kind }) => admitting.has(kind)), ...known]);
}

function podOf(manifest: Manifest, path: string): Manifest {
  if (manifest.kind === 'Pod') return withNamespace(manifest, manifest);
  const template = at(manifest, ...(templates[manifest.kind] ?? [])) as PodTemplateSpec | undefined;
  if (template?.spec === undefined) throw new BadInput(`${path}: the ${manifest.kind} has no template of a Pod`);
  const owner = { ...manifest, metadata: { ...manifest.metadata, uid: 'not-stored' } } as unknown as ApiObject;
  return withNamespace(podFromTemplate(template, owner) as Manifest, manifest);
}

const withNamespace = (pod: Manifest, { metadata }: Manifest): Manifest => ({
  ...pod,
  metadata: { ...pod.metadata, namespace: metadata?.namespace ?? 'default' },
});

/** Sends them to the API server, and reads what it kept. */
function stored(pods: readonly Manifest[], known: readonly Manifest[]): readonly Pod[] {
  const needed = known.filter(({ kind, apiVersion }) => admitting.has(kind) && resourceForKind(apiVersion, kind));
  const named = new Set(needed.map(({ kind, metadata }) => `${kind}/${metadata?.name}`));
  const spaces = new Set([...pods, ...needed].map(({ metadata }) => metadata?.namespace ?? 'default'));
  const missing = [...spaces]
    .filter((name) => name !== 'default' && !named.has(`Namespace/${name}`))
    .map((name): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const files = Object.fromEntries(pods.map((pod, i) => [`pod-${i}.yaml`, JSON.stringify(pod)]));
  const actions = pods.map((_, i) => ({ at: i * 1000, kubectl: `create -f pod-${i}.yaml`, as: 'kubernetes-admin' }));
  const until = (pods.length + 2) * 1000;
  const trace = runScenario(
    {
      name: 'schedule',
      title: 'schedule',
      seed: settledDefaults.seed,
      until,
      cluster: {
        version: 'v1.35',
        // Without a node nobody schedules it here.
        nodes: [],
        objects: [...missing, ...needed],
        images: [],
        users: {},
        clients: [],
      },
      files,
      actions,
      view: {},
    },
    { rules: rulesWithoutDocumentation, onlyCommands: true },
  );
  const refused = trace.commands.find(({ code }) => code !== 0);
  if (refused !== undefined) throw new BadInput(refused.stderr.trimEnd());
  return frameAt(indexTrace(trace), until).list('pods') as readonly Pod[];
}
