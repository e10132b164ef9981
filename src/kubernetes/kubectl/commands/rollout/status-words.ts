import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../../../api/fields.ts';

/** How far a rollout is: what to say of it, and whether it is over; or why it never will be. */
export type RolloutState = { readonly says: string; readonly done: boolean } | { readonly error: string };

const waiting = (says: string): RolloutState => ({ says, done: false });
const done = (says: string): RolloutState => ({ says, done: true });

const counter =
  (status: Fields) =>
  (field: string): number =>
    numberOf(status[field]) ?? 0;

/** The controller has seen the newest specification. */
const isObserved = (generation: unknown, status: Fields): boolean =>
  (numberOf(generation) ?? 0) <= (numberOf(status.observedGeneration) ?? 0);

function ofDeployment({ metadata, spec, status: raw }: Fields, revision: number): RolloutState {
  const { name, generation, annotations } = fieldsOf(metadata);
  const status = fieldsOf(raw);
  const count = counter(status);
  const running = Number(fieldsOf(annotations)['deployment.kubernetes.io/revision'] ?? 0);
  if (revision > 0 && revision !== running)
    return { error: `desired revision (${revision}) is different from the running revision (${running})` };
  if (!isObserved(generation, status)) return waiting('Waiting for deployment spec update to be observed...');
  const quoted = `"${textOf(name)}"`;
  const progress = rowsOf(status.conditions).find(({ type }) => type === 'Progressing');
  if (progress?.reason === 'ProgressDeadlineExceeded')
    return { error: `deployment ${quoted} exceeded its progress deadline` };
  const wanted = numberOf(fieldsOf(spec).replicas);
  const [all, updated, available] = [count('replicas'), count('updatedReplicas'), count('availableReplicas')];
  const still = `Waiting for deployment ${quoted} rollout to finish:`;
  if (wanted !== undefined && updated < wanted)
    return waiting(`${still} ${updated} out of ${wanted} new replicas have been updated...`);
  if (all > updated) return waiting(`${still} ${all - updated} old replicas are pending termination...`);
  if (available < updated) return waiting(`${still} ${available} of ${updated} updated replicas are available...`);
  return done(`deployment ${quoted} successfully rolled out`);
}

const onlyRolling = 'rollout status is only available for RollingUpdate strategy type';

function ofDaemonSet({ metadata, spec, status: raw }: Fields): RolloutState {
  const { name, generation } = fieldsOf(metadata);
  const status = fieldsOf(raw);
  const count = counter(status);
  if (fieldsOf(fieldsOf(spec).updateStrategy).type !== 'RollingUpdate') return { error: onlyRolling };
  if (!isObserved(generation, status)) return waiting('Waiting for daemon set spec update to be observed...');
  const [wanted, updated] = [count('desiredNumberScheduled'), count('updatedNumberScheduled')];
  const still = `Waiting for daemon set "${textOf(name)}" rollout to finish:`;
  if (updated < wanted) return waiting(`${still} ${updated} out of ${wanted} new pods have been updated...`);
  if (count('numberAvailable') < wanted)
    return waiting(`${still} ${count('numberAvailable')} of ${wanted} updated pods are available...`);
  return done(`daemon set "${textOf(name)}" successfully rolled out`);
}

function ofStatefulSet({ metadata, spec, status: raw }: Fields): RolloutState {
  const { replicas, updateStrategy } = fieldsOf(spec);
  const status = fieldsOf(raw);
  const count = counter(status);
  const { type, rollingUpdate } = fieldsOf(updateStrategy);
  if (type !== 'RollingUpdate') return { error: onlyRolling };
  if (count('observedGeneration') === 0 || !isObserved(fieldsOf(metadata).generation, status))
    return waiting('Waiting for statefulset spec update to be observed...');
  const wanted = numberOf(replicas);
  if (wanted !== undefined && count('readyReplicas') < wanted)
    return waiting(`Waiting for ${wanted - count('readyReplicas')} pods to be ready...`);
  const updated = count('updatedReplicas');
  if (isFields(rollingUpdate)) {
    const goal = (wanted ?? 0) - (numberOf(rollingUpdate.partition) ?? 0);
    if (wanted !== undefined && rollingUpdate.partition !== undefined && updated < goal)
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${goal} new pods have been updated...`,
      );
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  const [next, current] = [textOf(status.updateRevision), textOf(status.currentRevision)];
  if (next !== current)
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`);
  return done(`statefulset rolling update complete ${count('currentReplicas')} pods at revision ${current}...`);
}

/** By kind. Source: v1.35 kubectl pkg/polymorphichelpers/rollout_status.go */
export const rolloutStates: Readonly<Record<string, (object: Fields, revision: number) => RolloutState>> = {
  Deployment: ofDeployment,
  DaemonSet: ofDaemonSet,
  StatefulSet: ofStatefulSet,
};
