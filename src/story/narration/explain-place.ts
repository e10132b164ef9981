import { explainCounts, lastRefusal } from '../explained-refusal.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { refusedPod, whyUnplaced } from './place.ts';

/** What each number of the scheduler's refusal counts. Told beside the narration: its code is loaded when it is needed. */
export function explainPlace(story: Story, stop: Stop): readonly string[] {
  const refused = refusedPod(story, stop);
  const sentence = refused && whyUnplaced(refused);
  if (sentence === undefined) return [];
  const { namespace = 'default', name = '' } = refused?.metadata ?? {};
  const refusal = lastRefusal(story.index, `pods/${namespace}/${name}`, stop.at);
  return refusal ? explainCounts(refusal, sentence).map(({ means }) => means) : [];
}
