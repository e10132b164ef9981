import { GuidedStage } from './guided-stage.tsx';
import type { StageProps } from './stage.tsx';

export function LaboratoryStage(props: StageProps) {
  return <GuidedStage {...props} />;
}
