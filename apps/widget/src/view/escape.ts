/** Escape closes the innermost open thing, and no other hears of it. */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** `close` null: there is nothing to close now. */
export function useEscape(inside: RefObject<HTMLElement | null>, close: (() => void) | null): void {
  useEffect(() => {
    const element = inside.current;
    if (!element || !close) return undefined;
    const onKey = (event: KeyboardEvent) => {
      // Escape also ends the choice of a Japanese or Chinese word.
      if (event.key !== 'Escape' || event.isComposing) return;
      event.stopPropagation();
      close();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [inside, close]);
}
