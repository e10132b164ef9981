import { useChoices } from '../store.ts';
import { useNarrow } from '../use-narrow.ts';
import { GuidedStage } from './guided-stage.tsx';
import { LaboratoryStage } from './laboratory-stage.tsx';
import { PhoneStage } from './phone-stage.tsx';
import type { StageProps } from './stage-props.ts';

/** The pictures: guided, laboratory, or one at a time on a phone. */
export function Stage(props: StageProps) {
  const guided = useChoices((now) => now.guided);
  const presenter = useChoices((now) => now.presenter);
  const narrow = useNarrow();
  if (narrow && !presenter) return <PhoneStage {...props} />;
  return guided || presenter ? <GuidedStage {...props} /> : <LaboratoryStage {...props} />;
}
