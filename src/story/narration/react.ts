import type { CronJob } from '../../kubernetes/api/types.ts';
import type { Millis } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';
import { capital, countWord, enumerated, listed, pluralOf } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateReact: Narrator = (story, stop) => {
  const until = stop.at + firstWave;
  const made = madeByControllers(story, until);
  const bare = story.facts.pods.filter(({ owned, createdAt }) => !owned && createdAt <= until);
  const endpoints = endpointsMade(story, until);
  if (made.length === 0 && bare.length === 0) return nothingYet(story);
  if (made.length === 0) {
    return bare.length > 1
      ? `The controllers inside kube-controller-manager watch Pods. These ${countWord(bare.length)} have no owner and are already complete, so they saw them and left them alone.${endpoints}`
      : `The controllers inside kube-controller-manager watch Pods. This one has no owner and is already complete, so they saw it and left it alone.${endpoints}${nowhere(story)}`;
  }
  const sentences = made.map(({ controller, kind, names }) => {
    const what = names.length === 1 ? `${kind} ${names[0]}` : `${countWord(names.length)} ${pluralOf(kind)}`;
    return `the ${controller} made ${what}`;
  });
  const alone =
    bare.length === 0
      ? ''
      : bare.length === 1
        ? ` The bare Pod ${bare[0]?.name} has no owner: they saw it and left it alone.`
        : ` The bare Pods ${listed(bare.map(({ name }) => name))} have no owner: they saw them and left them alone.`;
  return `${capital(enumerated(sentences))}. Nobody told them to: each watches the API server and adds what is missing.${alone}${endpoints}`;
};

/** What was stored asks for nothing now: a schedule whose time has not come, a suspended Job, no replicas. */
function nothingYet({ facts }: Story): string {
  const cronJob = facts.created.find(({ resource }) => resource === 'cronjobs')?.object;
  if (cronJob === undefined)
    return 'The controllers inside kube-controller-manager saw what was stored and found nothing to make of it now.';
  const { schedule = '' } = (cronJob as unknown as CronJob).spec ?? {};
  return `The CronJob controller saw ${cronJob.metadata.name} and worked out when its schedule, “${schedule}”, comes next. Until then it makes nothing.`;
}

/** A manifest can name a node that is not there; nobody checks that. Source: v1.35 pkg/controller/podgc/gc_controller.go */
function nowhere({ facts, index }: Story): string {
  const lost = facts.pods.find(({ node }) => node !== undefined && !index.trace.nodes.includes(node));
  return lost
    ? ` Its manifest names node ${lost.node}, which is not there: kube-scheduler leaves it alone, and no kubelet takes it up. Not modelled: the Pod garbage collector deletes such a Pod after some 40 s.`
    : '';
}

/** Other controllers act on Services: the slice is there before it lists a ready address. */
function endpointsMade({ facts }: Story, until: Millis): string {
  const slices = facts.created.filter(({ resource, at }) => resource === 'endpointslices' && at <= until);
  const services = slices.map(({ object }) => object.metadata.labels?.['kubernetes.io/service-name'] ?? '');
  if (services.length === 0) return '';
  return ` For ${services.length === 1 ? 'Service' : 'Services'} ${listed(services)} the EndpointSlice controller made ${services.length === 1 ? 'an EndpointSlice' : `${countWord(services.length)} EndpointSlices`}; no address in it is ready yet.`;
}

/** Controllers that work side by side are done within this many virtual ms of each other. */
export const firstWave = 1000;

interface Made {
  readonly controller: string;
  readonly kind: string;
  readonly names: string[];
}

const workloads = new Set(['pods', 'replicasets', 'jobs']);

/** Workload objects that controllers had created by then, by controller and kind. */
export function madeByControllers({ facts }: Story, until: Millis): readonly Made[] {
  const made: Made[] = [];
  for (const { object, resource, at } of facts.created) {
    const owner = object.metadata.ownerReferences?.[0]?.kind;
    if (at > until || owner === undefined || !workloads.has(resource)) continue;
    const controller = `${owner} controller`;
    const known = made.find((each) => each.controller === controller && each.kind === object.kind);
    if (known) known.names.push(object.metadata.name);
    else made.push({ controller, kind: object.kind, names: [object.metadata.name] });
  }
  return made;
}
