import { crashLoop } from './crash-loop.ts';
import { deploymentAndService } from './deployment-and-service.ts';
import type { CatalogEntry } from './entry.ts';
import { forbiddenUser } from './forbidden-user.ts';
import { imageNotFound } from './image-not-found.ts';
import { invalidManifest } from './invalid-manifest.ts';
import { nginx } from './nginx.ts';
import { notEnoughCpu } from './not-enough-cpu.ts';
import { preemption } from './preemption.ts';
import { probes } from './probes.ts';
import { selfHealing } from './self-healing.ts';
import { spreadOverZones } from './spread-over-zones.ts';

/** The scenarios that ship, in the order in which they are best met. */
export const catalog: readonly CatalogEntry[] = [
  nginx,
  deploymentAndService,
  probes,
  imageNotFound,
  notEnoughCpu,
  spreadOverZones,
  preemption,
  crashLoop,
  selfHealing,
  invalidManifest,
  forbiddenUser,
];
