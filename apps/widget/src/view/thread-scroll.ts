/**
 * Where the thread stands. What the customer just sent, and what arrives while they are at the end,
 * is brought into view; an answer taller than the screen is shown from its beginning. Whoever has
 * scrolled up to read is left there, and told.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../chat/thread-rows.ts';

const NEAR = 60;

/** `tail` is anything that changes when what stands below the rows does. */
export function useThreadScroll(
  rows: readonly Row[],
  tail: string,
): { scroller: RefObject<HTMLDivElement | null>; behind: boolean; toEnd: () => void } {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = useRef<string | null>(null);
  const [behind, setBehind] = useState(false);

  const last = rows.at(-1);
  const key = last?.key ?? '';
  const mine = last?.kind === 'message' && last.author === 'you';

  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    setBehind(false);
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    const first = newest.current === null;
    const news = newest.current !== key;
    newest.current = key;
    if (!element) return;
    if (first || (news && mine)) return toEnd();
    if (!atEnd.current) {
      if (news && !mine) setBehind(true);
      return;
    }
    const arrived = news
      ? element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
      : null;
    const tall = arrived !== null && arrived.offsetHeight > element.clientHeight - NEAR;
    if (tall) element.scrollTop = arrived.offsetTop - 12;
    else toEnd();
  }, [key, tail, mine]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    // Reachable, so that arrow keys scroll it.
    element.tabIndex = 0;
    const onScroll = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      if (atEnd.current) setBehind(false);
    };
    // The keyboard of a phone, a growing composer: the end stays the end.
    const resized = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, []);

  return { scroller, behind, toEnd };
}
