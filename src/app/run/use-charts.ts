import { useEffect, useState } from 'react';
import type { ChartDefinition } from '../../trace/chart-definition.ts';
import { askWorker } from './ask-worker.ts';

export type Charts = Readonly<Record<string, ChartDefinition>>;

/** They are the same in every run. */
let known: Charts | undefined;

/** The machines as they are defined, from where they run: the page itself does not load the simulation. */
export function useCharts(): Charts | undefined {
  const [charts, setCharts] = useState(known);
  useEffect(() => {
    if (known) return;
    return askWorker<{ readonly charts: Charts }>({ charts: true }, (answer) => {
      known = answer.charts;
      setCharts(known);
    });
  }, []);
  return charts;
}
