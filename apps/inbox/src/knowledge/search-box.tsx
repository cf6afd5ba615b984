import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

/** Searches as one types. */
export function SearchBox({
  label,
  search,
  onSearch,
}: {
  /** Spoken, and shown while there is nothing in it. */
  label: string;
  search: string;
  onSearch: (search: string) => void;
}) {
  const [text, setText] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <label className="relative block">
      <span className="sr-only">{label}</span>
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        type="search"
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-8 w-full rounded-md border border-transparent bg-sunken pr-3 pl-8 text-base outline-none focus:border-focus focus:bg-surface max-md:h-10 max-md:text-lead"
      />
    </label>
  );
}
