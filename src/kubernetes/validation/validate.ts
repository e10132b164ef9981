import type { FieldError } from '../api/field-error.ts';
import { type Fields, fieldsOf, own } from '../api/fields.ts';
import { isPathSegmentName } from '../api/names.ts';
import type { Manifest } from '../api/types.ts';
import { validateObjectMeta } from './object-meta.ts';
import type { Problems } from './problems.ts';

/** What may be wrong with a new object. */
export type Rules = (object: Fields) => Iterable<FieldError>;

/** What may be wrong with a change; `again` are the rules for a new object. */
export type UpdateRules = (object: Fields, old: Fields, again: Rules) => Problems;

/** The rules by kind; a kind that is not there only has its metadata looked at. */
export interface KindRules {
  readonly validators: Readonly<Record<string, Rules>>;
  readonly updates: Readonly<Record<string, UpdateRules>>;
  /** What of the metadata may not change, whatever the kind. */
  readonly metadata?: (metadata: Fields, old: Fields) => Problems;
}

/** Written every few seconds by the cluster's own components, which make no mistakes here. */
const frequent = new Set(['Event', 'Lease']);

const isRoutine = ({ kind }: Manifest, validators: KindRules['validators']): boolean =>
  frequent.has(kind) && own(validators, kind) === undefined;

/** Any object has a name that can stand in a path. Source: v1.35 apiserver pkg/registry/rest/create.go BeforeCreate */
const anyName: Rules = (object) => validateObjectMeta(object.metadata, true, isPathSegmentName);

/** Everything that is wrong with a new object, in the server's order. Source: v1.35 pkg/apis */
export function problemsOfNew(object: Manifest, { validators }: KindRules): readonly FieldError[] {
  if (isRoutine(object, validators)) return [];
  return [...(own(validators, object.kind) ?? anyName)(object)];
}

/** The same for a changed object, and what may not change. Source: v1.35 pkg/registry/*\/strategy.go ValidateUpdate */
export function problemsOfChange(
  object: Manifest,
  old: Manifest,
  { validators, updates, metadata }: KindRules,
): readonly FieldError[] {
  if (isRoutine(object, validators)) return [];
  const rules = own(updates, object.kind);
  const again = own(validators, object.kind) ?? anyName;
  const fixed = metadata?.(fieldsOf(object.metadata), fieldsOf(old.metadata)) ?? [];
  return [...fixed, ...(rules === undefined ? again(object) : rules(object, old, again))];
}
