import { useEffect, useState } from 'react';
import { askCharts, type Charts, GivenUp } from './ask-worker.ts';

/** They are the same in every run. */
let known: Charts | undefined;

/** The definitions of all machines; undefined until they are there. */
export function useCharts(): Charts | undefined {
  const [charts, setCharts] = useState(known);
  useEffect(() => {
    let wanted = known === undefined;
    const ask = (): void =>
      void askCharts().then(
        (answer) => {
          known = answer;
          if (wanted) setCharts(answer);
        },
        // Only when another order came between; a fault would come again.
        (fault: unknown) => wanted && fault instanceof GivenUp && ask(),
      );
    if (wanted) ask();
    return () => {
      wanted = false;
    };
  }, []);
  return charts;
}
