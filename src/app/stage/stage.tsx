import { lazy, Suspense } from 'react';
import { useChoices } from '../store.ts';
import { useNarrow } from '../use-narrow.ts';
import { GuidedStage } from './guided-stage.tsx';
import { PhoneStage } from './phone-stage.tsx';
import type { StageProps } from './stage-props.ts';

/** For the second viewing: its code is loaded when somebody goes there. */
const LaboratoryStage = lazy(() => import('./laboratory-stage.tsx'));

/** The pictures: guided, laboratory, or one at a time on a phone. */
export function Stage(props: StageProps) {
  const guided = useChoices((now) => now.guided);
  const presenter = useChoices((now) => now.presenter);
  const narrow = useNarrow();
  if (narrow && !presenter) return <PhoneStage {...props} />;
  if (guided || presenter) return <GuidedStage {...props} />;
  return (
    <Suspense fallback={null}>
      <LaboratoryStage {...props} />
    </Suspense>
  );
}
