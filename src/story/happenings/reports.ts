import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import type { Write } from '../../trace/trace.ts';
import { duration } from '../words.ts';
import { type Happening, type Stretch, type Telling, within } from './happening.ts';

/** The reasons that alternate while something is held back, and what each says. */
const meanings: Readonly<Record<string, string>> = {
  ErrImagePull: 'that is how the last try ended',
  ImagePullBackOff: 'it is between two tries',
};

/** What the kubelet writes of a container that it holds back. */
export const tellReports: Telling = (story, stretch) =>
  story.facts.pods.slice(0, 4).flatMap(({ key }) => told(story.index.histories.get(key) ?? [], stretch));

function told(history: readonly Write[], stretch: Stretch): Happening[] {
  return history.flatMap((write, place) => {
    const { at, object } = write;
    const before = history[place - 1];
    if (!within(stretch, at) || !before) return [];
    const [was, is] = [printedStatus(before.object).status, printedStatus(object).status];
    const meaning = meanings[is];
    if (was !== is && meaning !== undefined)
      return [{ at, says: `The kubelet looked at the Pod again and wrote ${is}: ${meaning}.` }];
    if (was === 'CrashLoopBackOff' && is !== was)
      return [
        { at: before.at, says: `For the last ${duration(at - before.at)} of the wait CrashLoopBackOff was printed.` },
      ];
    return [];
  });
}
