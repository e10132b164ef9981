import type { Story } from '../tell.ts';
import { tellCommands } from './commands.ts';
import { tellContainers } from './containers.ts';
import { tellEndpoints } from './endpoints.ts';
import type { Happening, Stretch, Telling } from './happening.ts';
import { tellImages } from './images.ts';
import { tellJobs } from './jobs.ts';
import { tellPods } from './pods.ts';
import { tellProbes } from './probes.ts';
import { tellReports } from './reports.ts';
import { tellResizes } from './resizes.ts';
import { tellTraffic } from './traffic.ts';

const tellings: readonly Telling[] = [
  tellCommands,
  tellPods,
  tellJobs,
  tellImages,
  tellReports,
  tellResizes,
  tellContainers,
  tellProbes,
  tellEndpoints,
  tellTraffic,
];

/** Everything to be told of a stretch, in order. */
export function happenings(story: Story, stretch: Stretch): readonly Happening[] {
  return tellings.flatMap((telling) => telling(story, stretch)).toSorted((a, b) => a.at - b.at);
}
