import { SearchInput } from '../design/search-input.tsx';

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
    <div className="w-64 max-w-full">
      <SearchInput label={label} text={typed} onType={onType} height="h-8.5 max-md:h-10.5" />
    </div>
  );
}
