/**
 * Where the thread stands. What the customer just sent, and what arrives or grows while they are at
 * the end, is brought into view; an answer taller than the screen is shown from its beginning, and
 * goes on below the edge. Whoever has scrolled up to read is left there, and told.
 */
import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../chat/thread-rows.ts';

const NEAR = 60;

interface ThreadScroll {
  scroller: RefObject<HTMLDivElement | null>;
  /** Something new stands below what is being read. */
  behind: boolean;
  toEnd: () => void;
  /** The newest message has grown. */
  follow: () => void;
}

/** `tail` is anything that changes when what stands below the rows does. */
export function useThreadScroll(rows: readonly Row[], tail: string): ThreadScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = useRef<string | null>(null);
  const [behind, setBehind] = useState(false);

  const last = rows.at(-1);
  const key = last?.key ?? '';
  const mine = last?.kind === 'message' && last.author === 'you';
  const written = last?.kind === 'message' && !last.draft;

  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    setBehind(false);
  };

  const follow = useCallback(() => {
    const element = scroller.current;
    if (!element || !atEnd.current) return;
    const article = element.querySelector<HTMLElement>(
      `[data-key="${CSS.escape(newest.current ?? '')}"]`,
    );
    const end = element.scrollHeight - element.clientHeight;
    const tall = article !== null && article.offsetHeight > element.clientHeight - NEAR;
    const to = tall ? Math.min(end, article.offsetTop - 12) : end;
    // Never back up: to who has scrolled down in it, its beginning is past.
    element.scrollTop = Math.max(element.scrollTop, to);
    atEnd.current = end - element.scrollTop < NEAR;
  }, []);

  useLayoutEffect(() => {
    const first = newest.current === null;
    const news = newest.current !== key;
    newest.current = key;
    if (first || (news && mine)) return toEnd();
    if (atEnd.current) follow();
    else if (news && !mine) setBehind(true);
  }, [key, tail, mine, written, follow]);

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

  return { scroller, behind, toEnd, follow };
}
