/**
 * Which rows of a long list are on the screen, and a few around them. Rows of one height need no
 * measuring, so this is all there is to it (a library for it weighs as much as the whole keyboard).
 */
import { type RefObject, useEffect, useState } from 'react';

const AROUND = 8;

export function rowsInView(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { from: number; to: number } {
  const first = Math.floor(scrollTop / rowHeight);
  const last = Math.ceil((scrollTop + height) / rowHeight);
  return {
    from: Math.max(0, Math.min(first - AROUND, count)),
    to: Math.min(count, last + AROUND),
  };
}

export function useRowsInView(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
) {
  const [place, setPlace] = useState({ top: 0, height: 900 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Whole rows only: not every pixel of scrolling draws the list again.
    const look = () => {
      const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
      const height = element.clientHeight + rowHeight;
      setPlace((was) => (was.top === top && was.height === height ? was : { top, height }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, rowHeight]);
  return rowsInView(place.top, place.height, rowHeight, count);
}

/** Scrolls as little as it takes to show a row whole. */
export function showRow(element: HTMLElement | null, index: number, rowHeight: number) {
  if (!element) return;
  const top = index * rowHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowHeight > element.scrollTop + element.clientHeight) {
    element.scrollTop = top + rowHeight - element.clientHeight;
  }
}
