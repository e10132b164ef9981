import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import type { Run } from '../run/use-run.ts';
import { useChoices } from '../store.ts';
import { useNarrow } from '../use-narrow.ts';
import { GuidedStage } from './guided-stage.tsx';
import { LaboratoryStage } from './laboratory-stage.tsx';
import { PhoneStage } from './phone-stage.tsx';

export interface StageProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly run: Run;
}

/** The pictures: guided, laboratory, or one at a time on a phone. */
export function Stage(props: StageProps) {
  const guided = useChoices((now) => now.guided);
  const presenter = useChoices((now) => now.presenter);
  const narrow = useNarrow();
  if (narrow && !presenter) return <PhoneStage {...props} />;
  return guided || presenter ? <GuidedStage {...props} /> : <LaboratoryStage {...props} />;
}
