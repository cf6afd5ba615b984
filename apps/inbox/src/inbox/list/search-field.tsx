import type { InboxView } from '@baton/protocol';
import { useNavigate } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useCommand } from '../../keyboard/use-command.ts';

const PAUSE_MS = 250;

/** Searches the view as you type; the words are part of the address. */
export function SearchField({ view, search }: { view: InboxView; search: string }) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search);
  useCommand({
    label: 'Search this view',
    group: 'List',
    keys: '/',
    run: () => field.current?.focus(),
  });

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === search) return;
    const timer = setTimeout(() => {
      void navigate({
        to: '/inbox/$view',
        params: { view },
        search: wanted ? { q: wanted } : {},
        replace: true,
      });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search, view, navigate]);

  return (
    <div className="relative mt-2">
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={field}
        type="search"
        aria-label="Search this view"
        placeholder="Search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setText('');
          field.current?.blur();
        }}
        className="h-8 w-full rounded-md border border-transparent bg-sunken pr-8 pl-8 text-base outline-none focus:border-focus focus:bg-surface max-md:h-10 max-md:text-lead [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            setText('');
            field.current?.focus();
          }}
          className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-sm text-ink-soft hover:text-ink"
        >
          <X size={14} />
        </button>
      )}
    </div>
  );
}
