import type { Calls } from '../../api/calls.ts';
import { at, byText, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { writeClaim } from './claim-spec.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { chunk, listed } from './listing.ts';
import { writeTimedConditions } from './timed-conditions.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePersistentVolumeClaim */
export const describePersistentVolumeClaim: Describer = function* (claim, context) {
  const out = new Description();
  const users = yield* podsUsing(claim);
  writeClaim(out, claim, context.now());
  if (users.length === 0) out.line(0, 'Used By:', '<none>');
  for (const [place, user] of users.entries()) out.line(0, place === 0 ? 'Used By:' : '', user);
  writeTimedConditions(out, rowsOf(fieldsOf(claim.status).conditions), 'lastProbeTime');
  yield* writeEvents(out, claim, context);
  return out.toString();
};

/** Names of the Pods that mount it, and of those that own it. Source: describe.go getPodsForPVC */
function* podsUsing({ metadata }: Fields): Calls<readonly string[]> {
  const { name, namespace, ownerReferences } = fieldsOf(metadata);
  const owners = rowsOf(ownerReferences).flatMap(({ kind, uid }) => (kind === 'Pod' ? [uid] : []));
  const pods = yield* listed(`/api/v1/namespaces/${textOf(namespace)}/pods?${chunk}`);
  const mounts = (pod: Fields): boolean =>
    rowsOf(fieldsOf(pod.spec).volumes).some((volume) => at(volume, 'persistentVolumeClaim', 'claimName') === name);
  return pods
    .filter((pod) => mounts(pod) || owners.includes(at(pod, 'metadata', 'uid')))
    .map((pod) => textOf(at(pod, 'metadata', 'name')))
    .sort(byText);
}
