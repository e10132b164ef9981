import { invalidValue } from '../api/field-error.ts';
import { isQualifiedName } from '../api/names.ts';
import { canonicalQuantity, compareQuantities, isWhole } from '../api/quantity.ts';
import { invalids, type Problems } from './problems.ts';

const ofContainers = new Set(['cpu', 'memory', 'ephemeral-storage']);
const ofQuotas = new Set(
  'cpu memory ephemeral-storage requests.cpu requests.memory requests.storage requests.ephemeral-storage limits.cpu limits.memory limits.ephemeral-storage pods resourcequotas services replicationcontrollers secrets persistentvolumeclaims configmaps services.nodeports services.loadbalancers'.split(
    ' ',
  ),
);
const counted = new Set(
  'pods resourcequotas services replicationcontrollers secrets configmaps persistentvolumeclaims services.nodeports services.loadbalancers'.split(
    ' ',
  ),
);

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');

/** Whether Kubernetes itself gives the name its meaning. Source: v1.35 pkg/apis/core/helper/helpers.go IsNativeResource */
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');

const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`).length === 0;

export const isOvercommitable = (name: string): boolean => isNative(name) && !isHugePages(name);

export const isQuotaName = (name: string): boolean =>
  ofQuotas.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-');

const isStandard = (name: string): boolean =>
  ofContainers.has(name) || isQuotaName(name) || name === 'storage' || isHugePages(name);

/** Source: v1.35 pkg/apis/core/validation/validation.go validateResourceName */
export function* validateResourceName(name: string, path: string): Problems {
  const whys = isQualifiedName(name);
  yield* invalids(path, name, whys);
  if (whys.length === 0 && !name.includes('/') && !isStandard(name)) {
    yield invalidValue(path, name, 'must be a standard resource type or fully qualified');
  }
}

/** Source: validateContainerResourceName */
export function* validateContainerResourceName(name: string, path: string): Problems {
  yield* validateResourceName(name, path);
  if (!name.includes('/')) {
    if (!ofContainers.has(name) && !isHugePages(name)) {
      yield invalidValue(path, name, 'must be a standard resource for containers');
    }
  } else if (!isNative(name) && !isExtended(name)) {
    yield invalidValue(path, name, "doesn't follow extended resource name standard");
  }
}

/** Source: ValidateResourceQuotaResourceName */
export function* validateQuotaResourceName(name: string, path: string): Problems {
  yield* validateResourceName(name, path);
  if (!name.includes('/') && !isQuotaName(name)) {
    yield invalidValue(path, name, 'must be a standard resource for quota');
  }
}

/** Source: ValidateResourceQuantityValue */
export function* validateQuantity(name: string, given: unknown, path: string): Problems {
  const amount = canonicalQuantity(String(given));
  if (compareQuantities(amount, 0) < 0) yield invalidValue(path, amount, 'must be greater than or equal to 0');
  if ((counted.has(name) || isExtended(name)) && !isWhole(amount)) {
    yield invalidValue(path, amount, 'must be an integer');
  }
}
