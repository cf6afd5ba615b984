import type { ConversationSummary, InboxView } from '@baton/protocol';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '../../design/button.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { useRowKeys } from './use-row-keys.ts';
import { showRow, useRowsInView } from './use-rows-in-view.ts';

/** Pixels; the row's own class is h-22. */
const ROW_HEIGHT = 88;
/** The next page is asked for when this many rows are left below. */
const AHEAD = 12;

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
  const { from, to } = useRowsInView(scroller, rows.length, ROW_HEIGHT);
  useAnchoredScroll(scroller, ids, ROW_HEIGHT);
  useRowKeys({
    ids,
    view,
    selectedId,
    show: (index) => showRow(scroller.current, index, ROW_HEIGHT),
  });

  const nearTheEnd = hasMore && !moreFailed && to >= rows.length - AHEAD;
  useEffect(() => {
    if (nearTheEnd) loadMore();
  }, [nearTheEnd, loadMore]);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul className="relative" style={{ height: rows.length * ROW_HEIGHT }}>
        {rows.slice(from, to).map((row, nth) => (
          <li
            key={row.id}
            aria-setsize={hasMore ? -1 : rows.length}
            aria-posinset={from + nth + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${(from + nth) * ROW_HEIGHT}px)` }}
          >
            <ConversationRow summary={row} view={view} selected={row.id === selectedId} />
          </li>
        ))}
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
