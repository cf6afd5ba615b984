import type { ConversationSummary, InboxView } from '@baton/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '../../design/button.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { useRowKeys } from './use-row-keys.ts';

/** Pixels; the row's own class is h-22. */
export const ROW_HEIGHT = 88;

/** However many conversations there are, only those on the screen are drawn. */
export function ConversationRows({
  rows,
  view,
  selectedId,
  hasMore,
  loadMore,
  moreFailed,
}: {
  rows: readonly ConversationSummary[];
  view: InboxView;
  selectedId: string | null;
  hasMore: boolean;
  loadMore: () => void;
  moreFailed: boolean;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  useAnchoredScroll(scroller, ids, ROW_HEIGHT);
  useRowKeys({ ids, view, selectedId, show: (index) => virtualizer.scrollToIndex(index) });

  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const nearTheEnd = hasMore && !moreFailed && lastShown >= rows.length - 10;
  useEffect(() => {
    if (nearTheEnd) loadMore();
  }, [nearTheEnd, loadMore]);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <ConversationRow summary={row} view={view} selected={row.id === selectedId} />
              </li>
            )
          );
        })}
      </ul>
      {moreFailed && (
        <div className="flex justify-center p-4">
          <Button size="small" onClick={loadMore}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}
