import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import styles from './sequence-diagram.module.css';
import { leastZoom, mostZoom, type Zoom } from './zoom.ts';

const step = 1.25;

/** In the corner above the times: out, back to the width of the panel, in. */
export function ZoomButtons({ zoom: { zoom, by, reset } }: { readonly zoom: Zoom }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons are no fieldset
    <div className={styles.zoom} role="group" aria-label="Zoom of the messages">
      <button type="button" aria-label="Zoom out" disabled={zoom <= leastZoom} onClick={() => by(1 / step)}>
        <ZoomOut size={15} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Fit the width" disabled={zoom === 1} onClick={reset}>
        <Maximize2 size={14} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Zoom in" disabled={zoom >= mostZoom} onClick={() => by(step)}>
        <ZoomIn size={15} aria-hidden="true" />
      </button>
    </div>
  );
}
