import { own } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import type { Warners } from './first-warners.ts';

/**
 * What the server says of an object that it takes all the same: the strategy's warnings.
 * Source: v1.35 apiserver pkg/registry/rest/create.go, update.go; pkg/registry/*\/strategy.go WarningsOnCreate, WarningsOnUpdate
 */
export function warningsOf(object: Manifest, old: Manifest | undefined, warners: Warners): readonly string[] {
  const warner = own(warners, object.kind);
  return warner === undefined ? [] : [...warner(object, old)];
}
