import type { ChartDefinition } from '../../trace/chart-definition.ts';
import { layoutChart } from './chart-layout.ts';
import type { ChartLayout } from './placed.ts';

const known = new WeakMap<ChartDefinition, Map<string, ChartLayout>>();

/** The layout of a machine with some states folded: made once, so that nothing moves while the cursor does. */
export function layoutOf(definition: ChartDefinition, folded: readonly string[]): ChartLayout {
  const layouts = known.get(definition) ?? new Map<string, ChartLayout>();
  known.set(definition, layouts);
  const key = folded.join('|');
  const layout = layouts.get(key) ?? layoutChart(definition, new Set(folded));
  layouts.set(key, layout);
  return layout;
}
