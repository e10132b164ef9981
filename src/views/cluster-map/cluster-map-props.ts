import type { Level } from '../../story/level.ts';
import type { Pacing } from '../../story/pacing.ts';
import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import type { Size } from '../size.ts';

export interface ClusterMapProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly pacing: Pacing;
  readonly level: Level;
  readonly size: Size;
  readonly presenting: boolean;
  readonly dim: boolean;
  /** Reduced motion: a message stands at its goal instead of flying there. */
  readonly still: boolean;
  readonly hidesStatus: boolean;
  readonly followed: string | undefined;
  readonly onFollow: (key: string) => void;
}
