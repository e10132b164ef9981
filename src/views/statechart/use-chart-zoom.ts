import { select, type ZoomBehavior, zoom, zoomIdentity } from 'd3';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from '../size.ts';
import { inView, type Part, restView, type View, wholeView } from './chart-view.ts';

export interface ChartZoom {
  readonly view: View;
  readonly attach: (svg: SVGSVGElement | null) => void;
  readonly by: (factor: number) => void;
  readonly whole: () => void;
  /** Back to the size at which it is read, at the active state. */
  readonly rest: () => void;
  /** Brings a state into sight if it is not. */
  readonly show: (part: Part) => void;
}

/**
 * Pan and zoom of one chart. It follows the active state as long as nobody has moved it by hand, and moves only when
 * that state would be out of sight.
 */
export function useChartZoom(chart: Size, panel: Size, active: Part | undefined, worth: Part | undefined): ChartZoom {
  const [view, setView] = useState<View>(() => restView(chart, panel, worth));
  const svg = useRef<SVGSVGElement | null>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | undefined>(undefined);
  const now = useRef(view);
  const byHand = useRef(false);
  now.current = view;

  const go = useCallback((to: View) => {
    if (svg.current && behaviour.current) {
      select(svg.current).call(behaviour.current.transform, zoomIdentity.translate(to.x, to.y).scale(to.k));
    }
  }, []);
  const attach = useCallback(
    (element: SVGSVGElement | null) => {
      svg.current = element;
      if (!element) return;
      behaviour.current ??= zoom<SVGSVGElement, unknown>()
        .scaleExtent([0.2, 3])
        .clickDistance(4)
        .on('zoom', ({ transform, sourceEvent }) => {
          if (sourceEvent) byHand.current = true;
          setView({ x: transform.x, y: transform.y, k: transform.k });
        });
      select(element).call(behaviour.current).on('dblclick.zoom', null);
      go(now.current);
    },
    [go],
  );
  const show = useCallback(
    (part: Part) => {
      if (!inView(now.current, panel, part)) go(restView(chart, panel, part, now.current.k));
    },
    [chart, panel, go],
  );
  const room = useRef(panel);
  useLayoutEffect(() => {
    if (byHand.current) return;
    if (room.current !== panel || (active && !inView(now.current, panel, active))) go(restView(chart, panel, worth));
    room.current = panel;
  }, [active, worth, chart, panel, go]);

  return {
    view,
    attach,
    show,
    by: (factor) => {
      if (!svg.current || !behaviour.current) return;
      byHand.current = true;
      select(svg.current).call(behaviour.current.scaleBy, factor);
    },
    whole: () => {
      byHand.current = true;
      go(wholeView(chart, panel));
    },
    rest: () => {
      byHand.current = false;
      go(restView(chart, panel, worth));
    },
  };
}
