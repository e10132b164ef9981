import { describe, expect, it } from 'vitest';
import { fieldLabelProblem } from '../../../src/kubernetes/api/field-labels.ts';

const problem = (plural: string, selector: string) => fieldLabelProblem({ plural }, selector);

describe('a field selector', () => {
  it('may ask every kind for the name, and for the Namespace those that are in one', () => {
    expect(problem('configmaps', 'metadata.name=a,metadata.namespace!=b,')).toBeUndefined();
    expect(problem('nodes', 'metadata.name==a')).toBeUndefined();
    expect(problem('nodes', 'metadata.namespace=b')).toBe('field label not supported: metadata.namespace');
  });
  it('is refused in the words of the kind', () => {
    expect(problem('services', 'spec.ports=1')).toBe('field label not supported: spec.ports');
    expect(problem('jobs', 'status.failed=1')).toBe('field label "status.failed" not supported for batchv1.Job');
    expect(problem('configmaps', 'data=1')).toBe(
      '"data" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
  });
  it('has an operator in each of its terms', () => {
    expect(problem('pods', 'metadata.name=a,foo')).toBe(
      "invalid selector: 'metadata.name=a,foo'; can't understand 'foo'",
    );
  });
});
