import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import type { Run } from '../run/use-run.ts';

export interface StageProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly run: Run;
}
