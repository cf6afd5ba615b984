import { useEffect, useState } from 'react';
import { SearchInput } from '../design/search-input.tsx';

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
  return <SearchInput label={label} text={text} onType={setText} />;
}
