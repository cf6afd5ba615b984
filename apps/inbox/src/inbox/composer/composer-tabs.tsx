import { Lock, Reply } from 'lucide-react';
import { classNames } from '../../design/class-names.ts';
import type { DraftKind } from './drafts.ts';

const kinds = [
  { kind: 'reply', name: 'Reply', Icon: Reply },
  { kind: 'note', name: 'Note', Icon: Lock },
] as const;

/** To the customer or to the team: the one choice that must never be mistaken. */
export function ComposerTabs({
  kind,
  onChange,
}: {
  kind: DraftKind;
  onChange: (kind: DraftKind) => void;
}) {
  return (
    <div role="group" aria-label="Write a" className="flex gap-1 px-1.5 pt-1.5">
      {kinds.map((one) => (
        <button
          key={one.kind}
          type="button"
          aria-pressed={kind === one.kind}
          onClick={() => onChange(one.kind)}
          className={classNames(
            'flex h-7 items-center gap-1.5 rounded-md px-2 text-small font-medium max-md:h-9 max-md:px-3',
            kind !== one.kind
              ? kind === 'note'
                ? 'text-note-soft hover:text-note-ink'
                : 'text-ink-soft hover:bg-hover hover:text-ink'
              : one.kind === 'note'
                ? 'bg-note-line/60 text-note-ink'
                : 'bg-sunken text-ink',
          )}
        >
          <one.Icon size={13} aria-hidden />
          {one.name}
        </button>
      ))}
    </div>
  );
}
