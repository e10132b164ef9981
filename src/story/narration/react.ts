import { controllerOf } from '../../trace/address.ts';
import type { Story } from '../tell.ts';
import { capital, countWord, enumerated } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateReact: Narrator = (story) => {
  const made = madeByControllers(story);
  if (made.length === 0) {
    return 'The controllers inside kube-controller-manager watch Pods. This one has no owner and is already complete, so they saw it and left it alone.';
  }
  const sentences = made.map(({ controller, kind, names }) => {
    const what = names.length === 1 ? `${kind} ${names[0]}` : `${countWord(names.length)} ${kind}s`;
    return `the ${controller} made ${what}`;
  });
  return `${capital(enumerated(sentences))}. Nobody told them to: each watches the API server and adds what is missing.`;
};

interface Made {
  readonly controller: string;
  readonly kind: string;
  readonly names: string[];
}

/** Workload objects that controllers created in this run, by controller and kind. */
function madeByControllers({ facts, index }: Story): Made[] {
  const made: Made[] = [];
  const first = facts.created.filter(
    ({ resource, object }) => workloads.has(resource) && object.metadata.ownerReferences,
  );
  for (const { object } of first.slice(0, 50)) {
    const owner = object.metadata.ownerReferences?.[0]?.kind ?? '';
    const controller = `${owner} controller`;
    const known = made.find((each) => each.controller === controller && each.kind === object.kind);
    if (known) known.names.push(object.metadata.name);
    else made.push({ controller, kind: object.kind, names: [object.metadata.name] });
  }
  return index.trace.messages.some(({ from }) => controllerOf(from) !== undefined) || made.length > 0 ? made : [];
}

const workloads = new Set(['pods', 'replicasets', 'jobs']);
