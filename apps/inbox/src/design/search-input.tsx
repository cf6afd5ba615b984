import { Search } from 'lucide-react';
import { classNames } from './class-names.ts';

/** A field that narrows what is below it. */
export function SearchInput({
  label,
  text,
  onType,
  height = 'h-8 max-md:h-10',
}: {
  /** Spoken, and shown while there is nothing in it. */
  label: string;
  text: string;
  onType: (text: string) => void;
  height?: string;
}) {
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
        onChange={(event) => onType(event.target.value)}
        className={classNames(
          'w-full rounded-md border border-transparent bg-sunken pr-3 pl-8 text-base outline-none focus:border-focus focus:bg-surface max-md:text-lead',
          height,
        )}
      />
    </label>
  );
}
