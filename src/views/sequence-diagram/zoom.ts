import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export const leastZoom = 0.4;
export const mostZoom = 3;

const clamped = (zoom: number): number => Math.min(Math.max(zoom, leastZoom), mostZoom);

export interface Zoom {
  readonly zoom: number;
  readonly by: (factor: number) => void;
  readonly reset: () => void;
}

/**
 * Zoom of a part that scrolls: 1 fits the lanes into the width. The pinch of a touchpad, which browsers report as a wheel
 * with Ctrl, keeps the place under the pointer where it is; the buttons keep the middle.
 */
export function useZoom(scroller: RefObject<HTMLElement | null>): Zoom {
  const [zoom, setZoom] = useState(1);
  const anchor = useRef<{ readonly x: number; readonly y: number; readonly before: number } | undefined>(undefined);
  const change = useCallback(
    (next: (now: number) => number, at?: { readonly x: number; readonly y: number }) => {
      const element = scroller.current;
      setZoom((now) => {
        const zoomed = clamped(next(now));
        const middle = { x: (element?.clientWidth ?? 0) / 2, y: (element?.clientHeight ?? 0) / 2 };
        if (zoomed !== now) anchor.current = { ...(at ?? middle), before: now };
        return zoomed;
      });
    },
    [scroller],
  );
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      change((now) => now * 2 ** (-event.deltaY / 200), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [scroller, change]);
  // After the new size is laid out, the anchor is scrolled back under the pointer.
  useLayoutEffect(() => {
    const element = scroller.current;
    const held = anchor.current;
    anchor.current = undefined;
    if (!element || !held) return;
    const grown = zoom / held.before;
    element.scrollTop = (element.scrollTop + held.y) * grown - held.y;
    element.scrollLeft = (element.scrollLeft + held.x) * grown - held.x;
  }, [zoom, scroller]);
  return {
    zoom,
    by: (factor) => change((now) => now * factor),
    reset: () => change(() => 1),
  };
}

/** Dragging the ground with the mouse moves it; a click stays a click. */
export function usePan(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let held: { readonly id: number; readonly x: number; readonly y: number; moved: boolean } | undefined;
    const down = ({ pointerId, pointerType, button, clientX, clientY }: PointerEvent) => {
      if (pointerType !== 'mouse' || button !== 0) return;
      held = { id: pointerId, x: clientX + element.scrollLeft, y: clientY + element.scrollTop, moved: false };
    };
    const move = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.id || event.buttons !== 1) return;
      const [left, top] = [held.x - event.clientX, held.y - event.clientY];
      if (!held.moved && Math.hypot(left - element.scrollLeft, top - element.scrollTop) < 5) return;
      held.moved = true;
      element.setPointerCapture(held.id);
      element.scrollTo(left, top);
    };
    const up = () => {
      if (held?.moved)
        element.addEventListener('click', (event) => event.stopPropagation(), { capture: true, once: true });
      held = undefined;
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
    };
  }, [scroller]);
}
