import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { chunk, listed } from './listing.ts';

/**
 * `3 Running / 0 Waiting / 0 Succeeded / 0 Failed`: the Pods that an object manages, by their phase.
 * Source: v1.35 kubectl pkg/describe/describe.go getPodStatusForController
 */
export function* podCounts({ metadata }: Fields, selector: string): Calls<string> {
  const { namespace, uid } = fieldsOf(metadata);
  const pods = yield* listed(
    `/api/v1/namespaces/${textOf(namespace)}/pods?labelSelector=${encodeURIComponent(selector)}&${chunk}`,
  );
  const own = pods.filter((pod) => controllerOf(pod)?.uid === uid);
  const count = (phase: string): number => own.filter(({ status }) => fieldsOf(status).phase === phase).length;
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
}

/** The reference to what manages an object, if anything does. */
export const controllerOf = ({ metadata }: Fields): Fields | undefined =>
  rowsOf(fieldsOf(metadata).ownerReferences).find(({ controller }) => controller === true);
