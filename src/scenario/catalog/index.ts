import { crashLoop } from './crash-loop.ts';
import { deploymentAndService } from './deployment-and-service.ts';
import type { CatalogEntry } from './entry.ts';
import { forbiddenUser } from './forbidden-user.ts';
import { imageNotFound } from './image-not-found.ts';
import { invalidManifest } from './invalid-manifest.ts';
import { nginx } from './nginx.ts';
import { notEnoughCpu } from './not-enough-cpu.ts';
import { probes } from './probes.ts';
import { selfHealing } from './self-healing.ts';

/** The scenarios that ship, in the order in which they are best met. */
export const catalog: readonly CatalogEntry[] = [
  nginx,
  deploymentAndService,
  probes,
  imageNotFound,
  notEnoughCpu,
  crashLoop,
  selfHealing,
  invalidManifest,
  forbiddenUser,
];
