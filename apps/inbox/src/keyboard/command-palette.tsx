import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useId, useState } from 'react';
import { PaletteRow } from './palette-row.tsx';
import { matchingCommands } from './palette-matches.ts';
import { useFoundConversations } from './use-found-conversations.ts';
import { useCommands } from './use-command.ts';

type Entry = { key: string; label: string; hint: string; keys?: string; run: () => void };

/** One field to do anything or find anybody: commands first, then conversations. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFoundConversations(typed);

  const entries: Entry[] = [
    ...matchingCommands(useCommands(), typed).map((command) => ({
      key: `${command.group} ${command.label}`,
      label: command.label,
      hint: command.group,
      run: command.run,
      ...(command.keys ? { keys: command.keys } : {}),
    })),
    ...found.map(({ id: conversationId, view, name, preview }) => ({
      key: conversationId,
      label: name,
      hint: preview,
      run: () =>
        void navigate({
          to: '/inbox/$view/$conversationId',
          params: { view, conversationId },
        }),
    })),
  ];
  const active = Math.min(chosen, entries.length - 1);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    // After the palette has given the focus back, so that "Reply" can take it.
    setTimeout(entry.run);
  };

  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12vh] z-40 mx-auto flex max-h-[70vh] max-w-148 animate-rise flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-high outline-none"
        >
          <Primitive.Title className="sr-only">Find or do</Primitive.Title>
          <label className="flex items-center gap-3 border-b border-line px-4">
            <Search size={16} aria-hidden className="text-ink-faint" />
            <input
              role="combobox"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
              aria-label="Find or do"
              placeholder="Type an action, a name or a word …"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setChosen(0);
              }}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown') setChosen(Math.min(active + 1, entries.length - 1));
                else if (event.key === 'ArrowUp') setChosen(Math.max(active - 1, 0));
                else if (event.key === 'Enter') run(entries[active]);
                else return;
                event.preventDefault();
              }}
              className="h-12 min-w-0 flex-1 bg-transparent text-read outline-none max-md:text-lead"
            />
          </label>
          <div
            role="listbox"
            id={`${id}-list`}
            aria-label="Results"
            className="overflow-y-auto p-1.5"
          >
            {entries.map((entry, index) => (
              <PaletteRow
                key={entry.key}
                id={`${id}-${index}`}
                label={entry.label}
                hint={entry.hint}
                keys={entry.keys}
                active={index === active}
                onPoint={() => setChosen(index)}
                onRun={() => run(entry)}
              />
            ))}
          </div>
          {entries.length === 0 && (
            <p role="status" className="px-4 pt-4 pb-6 text-center text-base text-ink-soft">
              Nothing found for “{typed}”.
            </p>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
