import { own } from '../api/fields.ts';
import type { LabelSelector } from '../api/selectors.ts';

export type Labels = Readonly<Record<string, string>> | undefined;

/** A label selector that has been read once, for many objects. */
export interface LabelMatcher {
  matches(labels: Labels): boolean;
  /** It asks for nothing and so matches everything. One that matches nothing is not empty. */
  readonly empty: boolean;
}

type Test = (labels: Labels) => boolean;
type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

/** Matches no object: what a selector that is not there stands for. */
export const nothing: LabelMatcher = { matches: () => false, empty: false };

const equals =
  (key: string, value: string): Test =>
  (labels) =>
    own(labels, key) === value;

function test({ key, operator, values = [] }: Expression): Test {
  const set = new Set(values);
  switch (operator) {
    case 'In':
      return (labels) => {
        const found = own(labels, key);
        return found !== undefined && set.has(found);
      };
    case 'NotIn':
      return (labels) => {
        const found = own(labels, key);
        return found === undefined || !set.has(found);
      };
    case 'Exists':
      return (labels) => own(labels, key) !== undefined;
    case 'DoesNotExist':
      return (labels) => own(labels, key) === undefined;
    default:
      return () => false;
  }
}

function allOf(tests: readonly Test[]): LabelMatcher {
  const [first, ...others] = tests;
  if (first === undefined) return { matches: () => true, empty: true };
  if (others.length === 0) return { matches: first, empty: false };
  return { matches: (labels) => tests.every((each) => each(labels)), empty: false };
}

const testsOf = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly Test[] => [
  ...Object.entries(matchLabels).map(([key, value]) => equals(key, value)),
  ...matchExpressions.map(test),
];

const known = new WeakMap<LabelSelector, LabelMatcher>();

/** Source: v1.35 apimachinery pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector */
export function labelMatcher(selector: LabelSelector | undefined): LabelMatcher {
  if (selector === undefined || selector === null) return nothing;
  const before = known.get(selector);
  if (before !== undefined) return before;
  const matcher = allOf(testsOf(selector));
  known.set(selector, matcher);
  return matcher;
}

/**
 * All pairs and all selectors at once; a selector that is not there asks for nothing here.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/common.go mergeLabelSetWithSelector
 */
export const labelMatcherOf = (
  pairs: Readonly<Record<string, string>>,
  ...selectors: readonly (LabelSelector | undefined)[]
): LabelMatcher =>
  allOf([
    ...testsOf({ matchLabels: pairs }),
    ...selectors.flatMap((selector) => (selector === undefined ? [] : testsOf(selector))),
  ]);
