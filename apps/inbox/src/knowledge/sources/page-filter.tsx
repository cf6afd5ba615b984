import type { SourcePageState, SourceProgress } from '@baton/protocol';
import { ToggleGroup } from 'radix-ui';
import { pageStates } from './page-states.ts';

const shown = ['failed', 'skipped', 'read', 'unchanged', 'queued', 'retired'] as const;

/** Which pages to look at, with how many there are of each in this reading. */
export function PageFilter({
  progress,
  state,
  onState,
}: {
  progress: SourceProgress | null;
  state: SourcePageState | null;
  onState: (state: SourcePageState | null) => void;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Pages to show"
      value={state ?? 'all'}
      // A second press on the chosen one would choose nothing.
      onValueChange={(next) => next && onState(next === 'all' ? null : (next as SourcePageState))}
      className="-mx-1 flex max-w-full gap-1 overflow-x-auto px-1 py-1"
    >
      <Choice value="all" words="All" />
      {shown.map((one) => (
        <Choice
          key={one}
          value={one}
          words={pageStates[one].words}
          count={one === 'retired' ? undefined : progress?.[one]}
        />
      ))}
    </ToggleGroup.Root>
  );
}

function Choice({
  value,
  words,
  count,
}: {
  value: string;
  words: string;
  count?: number | undefined;
}) {
  return (
    <ToggleGroup.Item
      value={value}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-line px-2.5 text-small font-medium text-ink-soft hover:bg-hover hover:text-ink data-[state=on]:border-transparent data-[state=on]:bg-selected data-[state=on]:text-accent-text max-md:h-9"
    >
      {words}
      {count !== undefined && count > 0 && (
        <span className="font-normal tabular-nums">{count.toLocaleString('en')}</span>
      )}
    </ToggleGroup.Item>
  );
}
