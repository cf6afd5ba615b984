/** Keeps a thread at its end while its reader is there, and leaves it alone while they are not. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 60;

export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  /** Changes when somebody else's news comes. */
  news: string,
  /** The reader's own newest message: they want to see it, wherever they are. */
  own: string | null,
) {
  const [atEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);
  const [seenNews, setSeenNews] = useState(news);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      stuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setAtEnd(stuck.current);
    };
    element.addEventListener('scroll', look, { passive: true });
    // The pane changes its height too: a composer that grows, a brief that opens, a keyboard.
    const resized = new ResizeObserver(() => {
      if (stuck.current) toEnd();
    });
    resized.observe(element);
    if (element.firstElementChild) resized.observe(element.firstElementChild);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, toEnd]);

  useLayoutEffect(() => {
    if (stuck.current) toEnd();
  }, [news, toEnd]);
  useLayoutEffect(() => {
    if (own !== null) toEnd();
  }, [own, toEnd]);
  useEffect(() => {
    if (atEnd) setSeenNews(news);
  }, [atEnd, news]);

  return { atEnd, hasNews: !atEnd && news !== seenNews, toEnd };
}
