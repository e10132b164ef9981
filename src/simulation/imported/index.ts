import { calmControllers } from './calm-controllers.ts';
import type { ImportedRules } from './imported-rules.ts';
import { seededObjects } from './seeded-objects.ts';
import { StillWorld } from './still-world.ts';

/** What makes a cluster of somebody's own part of a run. */
export const importedRules: ImportedRules = {
  seeded: seededObjects,
  calm: calmControllers,
  still: (world, runtimes, startNode) => new StillWorld(world, runtimes, startNode),
};
