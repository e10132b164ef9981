import type { Calls } from '../../../api/calls.ts';
import { at, type Fields } from '../../../api/fields.ts';
import { ask, type KubectlContext, success } from '../../context.ts';
import { kindOfResource } from '../../kind-of-resource.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { printedName } from '../../selection.ts';
import type { Target } from '../targets.ts';

/** What is sent, or why nothing is. */
type Change = (live: unknown, kind: string, now: string) => { readonly patch: Fields } | { readonly refused: string };

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** An annotation in the template makes it another one, so that all Pods are replaced. Source: v1.35 kubectl pkg/polymorphichelpers/objectrestarter.go */
const restart: Change = (live, kind, now) => {
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)) return { refused: 'restarting is not supported' };
  if (at(live, 'spec', 'paused') === true)
    return { refused: "can't restart paused deployment (run rollout resume first)" };
  if (at(live, 'spec', 'template', 'metadata', 'annotations', restartedAt) === now)
    return {
      refused:
        'if restart has already been triggered within the past second, please wait before attempting to trigger another',
    };
  return { patch: { spec: { template: { metadata: { annotations: { [restartedAt]: now } } } } } };
};

/** Source: v1.35 kubectl pkg/polymorphichelpers/objectpauser.go */
const pause: Change = (live, kind) => {
  if (kind !== 'Deployment') return { refused: 'pausing is not supported' };
  if (at(live, 'spec', 'paused') === true) return { refused: 'is already paused' };
  return { patch: { spec: { paused: true } } };
};

/** Source: v1.35 kubectl pkg/polymorphichelpers/objectresumer.go */
const resume: Change = (live, kind) => {
  if (kind !== 'Deployment') return { refused: 'resuming is not supported' };
  if (at(live, 'spec', 'paused') !== true) return { refused: 'is not paused' };
  return { patch: { spec: { paused: null } } };
};

const changes = { restart: [restart, 'restarted'], pause: [pause, 'paused'], resume: [resume, 'resumed'] } as const;

export type ChangeName = keyof typeof changes;

export const isChange = (name: string): name is ChangeName => Object.hasOwn(changes, name);

/** Restarts, pauses or resumes the rollout of one object. */
export function* rolloutChange(
  which: ChangeName,
  report: Report,
  context: KubectlContext,
  { path, resource, name }: Target,
): Calls<void> {
  const [change, word] = changes[which];
  const live = yield* ask({ verb: 'get', path });
  if (!success(live)) {
    report.fail(errorOf(live));
    return;
  }
  const outcome = change(live.body, resource.kind, context.now());
  if ('refused' in outcome) {
    report.fail(plain(`error: ${kindOfResource(resource)} "${name}" ${outcome.refused}`));
    return;
  }
  const answer = yield* ask({
    verb: 'patch',
    path: `${path}?fieldManager=kubectl-rollout`,
    contentType: 'application/strategic-merge-patch+json',
    body: outcome.patch,
  });
  if (success(answer)) report.print(`${printedName(resource, name)} ${word}`);
  else report.fail(errorOf(answer));
}
