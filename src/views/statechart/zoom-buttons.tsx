import { LocateFixed, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import styles from './statechart.module.css';
import type { ChartZoom } from './use-chart-zoom.ts';

/** For those without a wheel; the same as + - 0 on the chart. */
export function ZoomButtons({ zoom }: { readonly zoom: ChartZoom }) {
  return (
    <div className={styles.zoom}>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom.by(1.25)}>
        <ZoomIn size={14} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out (-)" onClick={() => zoom.by(0.8)}>
        <ZoomOut size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        aria-label="Follow the active state"
        title="Follow the active state (0)"
        onClick={zoom.rest}
      >
        <LocateFixed size={14} aria-hidden="true" />
      </button>
      <button type="button" title="The whole chart" onClick={zoom.whole}>
        <Maximize size={14} aria-hidden="true" /> Fit
      </button>
    </div>
  );
}
