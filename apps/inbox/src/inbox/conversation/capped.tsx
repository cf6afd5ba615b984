import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from '../../design/class-names.ts';

/** Takes no more than its share of the pane, and says plainly when there is more to see. */
export function Capped({ children }: { children: ReactNode }) {
  const inside = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState(false);
  const [isMore, setIsMore] = useState(false);

  useEffect(() => {
    const content = inside.current;
    const frame = content?.parentElement;
    if (!content || !frame) return;
    const measure = () => setIsMore(content.offsetHeight > frame.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(content);
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);

  return (
    <>
      <div
        className={classNames(
          'overflow-y-auto overscroll-contain',
          whole ? 'max-h-[64vh]' : 'max-h-[30vh]',
          !whole && isMore && 'mask-b-from-[calc(100%-2rem)]',
        )}
      >
        <div ref={inside}>{children}</div>
      </div>
      {(isMore || whole) && (
        <button
          type="button"
          onClick={() => setWhole(!whole)}
          className="mt-1 rounded-sm text-small font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {whole ? 'Show less' : 'Show more'}
        </button>
      )}
    </>
  );
}
