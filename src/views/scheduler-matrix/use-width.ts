import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width of an element, in px; 0 before it is known. */
export function useWidth<T extends HTMLElement>(): readonly [RefObject<T | null>, number] {
  const place = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const watched = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    watched.observe(place.current);
    return () => watched.disconnect();
  }, []);
  return [place, width];
}
