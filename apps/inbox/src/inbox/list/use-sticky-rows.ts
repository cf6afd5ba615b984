/**
 * The rows with the open conversation kept in place after it left the view (claimed, resolved …),
 * until another one is opened: the teammate's place in the list must not be pulled away.
 */
import type { ConversationSummary } from '@baton/protocol';
import { useLayoutEffect, useRef } from 'react';

export function useStickyRows(
  rows: readonly ConversationSummary[],
  selected: ConversationSummary | undefined,
): readonly ConversationSummary[] {
  const place = useRef<{ id: string; index: number } | null>(null);
  const index = selected ? rows.findIndex(({ id }) => id === selected.id) : -1;
  useLayoutEffect(() => {
    if (!selected) place.current = null;
    else if (index !== -1) place.current = { id: selected.id, index };
  }, [selected, index]);

  if (!selected || index !== -1 || place.current?.id !== selected.id) return rows;
  return rows.toSpliced(Math.min(place.current.index, rows.length), 0, selected);
}
