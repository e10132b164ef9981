import { type Fields, fieldsOf, own, rowsOf } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import type { PodSpec } from '../api/types.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

const counted = ['cpu', 'memory'];

function amounts(list: unknown): Fields {
  const fields = fieldsOf(list);
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, amount]) => counted.includes(name) && compareQuantities(String(amount), '0') > 0,
    ),
  );
}

/**
 * Which pods the node gives up first. Zero amounts count as not given; resources said of the whole pod come before
 * those of its containers. Source: v1.35 pkg/apis/core/helper/qos/qos.go ComputePodQOS
 */
export function qosClass(spec: PodSpec): QosClass {
  const whole = fieldsOf(fieldsOf(spec).resources);
  const asOne = Object.keys(amounts(whole.requests)).length + Object.keys(amounts(whole.limits)).length > 0;
  const parts = asOne
    ? [whole]
    : [...rowsOf(spec.initContainers), ...rowsOf(spec.containers)].map((c) => fieldsOf(c.resources));
  const pairs = parts.map((part) => ({ requests: amounts(part.requests), limits: amounts(part.limits) }));
  if (pairs.every(({ requests, limits }) => Object.keys(requests).length + Object.keys(limits).length === 0))
    return 'BestEffort';
  const exact = pairs.every(({ requests, limits }) =>
    counted.every((name) => {
      const limit = own(limits, name);
      if (limit === undefined) return false;
      return own(requests, name) === undefined || compareQuantities(String(own(requests, name)), String(limit)) === 0;
    }),
  );
  return exact ? 'Guaranteed' : 'Burstable';
}
