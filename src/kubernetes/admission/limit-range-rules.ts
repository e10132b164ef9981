import { byText, type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { requestedTogether } from '../api/pod-requests.ts';
import { canonicalQuantity, compareQuantities, milliValue } from '../api/quantity.ts';

/**
 * The words for what one item of a LimitRange forbids of a pod.
 * Source: v1.35 plugin/pkg/admission/limitranger/admission.go PodValidateLimitFunc
 */
export function limitProblems(spec: Fields, item: Fields): readonly string[] {
  const type = textOf(item.type);
  if (type === 'Container') {
    return [...rowsOf(spec.containers), ...rowsOf(spec.initContainers)].flatMap((container) => {
      const { requests, limits } = fieldsOf(container.resources);
      return problemsOf(type, item, fieldsOf(requests), fieldsOf(limits));
    });
  }
  if (type !== 'Pod') return [];
  return problemsOf(type, item, amountsOf(spec, 'requests'), amountsOf(spec, 'limits'));
}

/** Claims ask, and have no limits. Source: the same file, PersistentVolumeClaimValidateLimitFunc */
export function claimProblems(spec: Fields, item: Fields): readonly string[] {
  if (item.type !== 'PersistentVolumeClaim') return [];
  const requests = fieldsOf(fieldsOf(spec.resources).requests);
  const check = (list: unknown, word: string, isBroken: (difference: number) => boolean) =>
    Object.entries(fieldsOf(list))
      .sort(([a], [b]) => byText(a, b))
      .flatMap(([name, given]) => {
        const bound = canonicalQuantity(String(given));
        const about = `${word} ${name} usage per PersistentVolumeClaim is ${bound}`;
        const amount = own(requests, name);
        if (amount === undefined) return [`${about}.  No request is specified`];
        const request = canonicalQuantity(String(amount));
        return isBroken(compareQuantities(request, bound)) ? [`${about}, but request is ${request}`] : [];
      });
  return [
    ...check(item.min, 'minimum', (difference) => difference < 0),
    ...check(item.max, 'maximum', (difference) => difference > 0),
  ];
}

function problemsOf(type: string, item: Fields, requests: Fields, limits: Fields): readonly string[] {
  const each = (list: unknown, check: (name: string, bound: string) => readonly string[]) =>
    Object.entries(fieldsOf(list))
      .sort(([a], [b]) => byText(a, b))
      .flatMap(([name, bound]) => check(name, canonicalQuantity(String(bound))));
  const amount = (list: Fields, name: string) =>
    own(list, name) === undefined ? undefined : canonicalQuantity(String(list[name]));
  return [
    ...each(item.min, (name, bound) => {
      const request = amount(requests, name);
      const limit = amount(limits, name);
      const about = `minimum ${name} usage per ${type} is ${bound}`;
      if (request === undefined) return [`${about}.  No request is specified`];
      if (compareQuantities(request, bound) < 0) return [`${about}, but request is ${request}`];
      return limit !== undefined && compareQuantities(limit, bound) < 0 ? [`${about}, but limit is ${limit}`] : [];
    }),
    ...each(item.max, (name, bound) => {
      const request = amount(requests, name);
      const limit = amount(limits, name);
      const about = `maximum ${name} usage per ${type} is ${bound}`;
      if (limit === undefined) return [`${about}.  No limit is specified`];
      if (compareQuantities(limit, bound) > 0) return [`${about}, but limit is ${limit}`];
      return request !== undefined && compareQuantities(request, bound) > 0
        ? [`${about}, but request is ${request}`]
        : [];
    }),
    ...each(item.maxLimitRequestRatio, (name, bound) => {
      const request = milliValue(amount(requests, name));
      const limit = milliValue(amount(limits, name));
      const about = `${name} max limit to request ratio per ${type} is ${bound}`;
      if (request === 0) return [`${about}, but no request is specified or request is 0`];
      if (limit === 0) return [`${about}, but no limit is specified or limit is 0`];
      const ratio = limit / request;
      return ratio > milliValue(bound) / 1000 ? [`${about}, but provided ratio is ${ratio.toFixed(6)}`] : [];
    }),
  ];
}

/** What is said of the Pod as a whole counts, where anything is. Source: podRequests, podLimits */
export const amountsOf = (spec: Fields, list: 'requests' | 'limits'): Fields => ({
  ...requestedTogether(spec, list),
  ...fieldsOf(fieldsOf(spec.resources)[list]),
});
