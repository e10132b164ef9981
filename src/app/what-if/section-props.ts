import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';
import type { Story } from '../../story/tell.ts';
import type { Asked } from './ask.ts';

/** What every part of the page that asks about a decision gets. */
export interface SectionProps {
  readonly story: Story;
  readonly placement: Placement;
  readonly names: NodeNames;
  readonly asked: Asked;
}
