import { lazy, Suspense } from 'react';
import type { StageProps } from './stage-props.ts';

const DecisionTab = lazy(() => import('../what-if/decision-tab.tsx'));

/** What kube-scheduler decided at the cursor; with `editor`, the lines of the files that decided can be shown. */
export function Decision(props: Pick<StageProps, 'story' | 'frame'> & { readonly editor: boolean }) {
  return (
    <Suspense fallback={null}>
      <DecisionTab {...props} />
    </Suspense>
  );
}
