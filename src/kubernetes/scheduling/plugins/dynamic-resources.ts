import type { SchedulingPlugin } from '../framework.ts';

/**
 * Has nothing to say about a Pod without resource claims; the claims of one that has some are not modelled.
 * Source: v1.35 pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go PreFilter
 */
export const dynamicResources: SchedulingPlugin = { name: 'DynamicResources', preFilter: () => 'Skip' };
