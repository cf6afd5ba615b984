import { Search } from 'lucide-react';

/** Narrows a list of rules as one types; they are all here already. */
export function RuleFinder({
  label,
  typed,
  onType,
}: {
  /** Spoken, and shown while there is nothing in it. */
  label: string;
  typed: string;
  onType: (typed: string) => void;
}) {
  return (
    <label className="relative block w-64 max-w-full">
      <span className="sr-only">{label}</span>
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        type="search"
        placeholder={label}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        className="h-8.5 w-full rounded-md border border-transparent bg-sunken pr-3 pl-8 text-base outline-none focus:border-focus focus:bg-surface max-md:h-10.5 max-md:text-lead"
      />
    </label>
  );
}
