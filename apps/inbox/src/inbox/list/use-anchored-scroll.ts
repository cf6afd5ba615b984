/**
 * Keeps what is being read where it is while rows come and go above it. At the very top there is
 * nothing to keep: new rows simply appear.
 */
import { type RefObject, useLayoutEffect, useRef } from 'react';

export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
) {
  const before = useRef(ids);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = ids;
    const element = scroller.current;
    if (!element || old === ids || element.scrollTop < 8) return;
    const top = Math.floor(element.scrollTop / rowHeight);
    // The first row on the screen that still exists holds its place.
    for (let index = top; index < old.length; index++) {
      const now = ids.indexOf(old[index] ?? '');
      if (now === -1) continue;
      if (now !== index) element.scrollTop += (now - index) * rowHeight;
      return;
    }
  }, [scroller, ids, rowHeight]);
}
