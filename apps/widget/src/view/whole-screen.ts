/**
 * On a phone the panel is the whole screen: it keeps to the part that the keyboard leaves free,
 * and the page behind it does not scroll. Everything is put back on closing.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** The same condition as in the styles. */
const PHONE = '(max-width: 520px), (max-height: 420px)';

export function useWholeScreen(panel: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const phone = matchMedia(PHONE);
    const viewport = window.visualViewport;
    const page = document.documentElement;
    const overflow = page.style.overflow;
    const fit = () => {
      const style = panel.current?.style;
      page.style.overflow = phone.matches ? 'hidden' : overflow;
      if (!style || !viewport) return;
      style.height = phone.matches ? `${viewport.height}px` : '';
      style.top = phone.matches ? `${viewport.offsetTop}px` : '';
    };
    fit();
    phone.addEventListener('change', fit);
    viewport?.addEventListener('resize', fit);
    viewport?.addEventListener('scroll', fit);
    return () => {
      page.style.overflow = overflow;
      phone.removeEventListener('change', fit);
      viewport?.removeEventListener('resize', fit);
      viewport?.removeEventListener('scroll', fit);
    };
  }, [panel]);
}
