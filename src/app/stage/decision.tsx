import { lazy, Suspense } from 'react';
import { seek } from '../playback.ts';
import { choose, useChoices } from '../store.ts';
import type { StageProps } from './stage-props.ts';

const SchedulerMatrix = lazy(() =>
  import('../../views/scheduler-matrix/scheduler-matrix.tsx').then((file) => ({ default: file.SchedulerMatrix })),
);

const showLine = (about: string, path: string) =>
  void import('../show-line.ts').then((file) => file.showLine(about, path));

/** What kube-scheduler decided at the cursor; with `editor`, the lines of the files that decided can be shown. */
export function Decision({ editor, ...props }: Pick<StageProps, 'story' | 'frame'> & { readonly editor: boolean }) {
  const followed = useChoices((now) => now.followed);
  return (
    <Suspense fallback={null}>
      <SchedulerMatrix
        {...props}
        followed={followed}
        onSeek={(at) => choose(seek(at))}
        onFollow={(key) => choose({ followed: key })}
        showLine={editor ? showLine : undefined}
      />
    </Suspense>
  );
}
