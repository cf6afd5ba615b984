import type { ChangeEvent, RefObject } from 'react';
import { classNames } from '../../design/class-names.ts';
import type { DraftKind } from './drafts.ts';

/** Where a reply or a note is written; while the AI writes a draft, it can be watched here. */
export function ComposerText({
  area,
  kind,
  name,
  text,
  writing,
  onType,
  onBlur,
  onSend,
  onStop,
  onUndo,
}: {
  area: RefObject<HTMLTextAreaElement | null>;
  kind: DraftKind;
  /** The customer's. */
  name: string;
  text: string;
  writing: boolean;
  onType: (text: string) => void;
  onBlur: () => void;
  onSend: () => void;
  /** Ends the draft that is being written. */
  onStop: () => void;
  /** Takes back a draft that nobody has changed; null where there is none. */
  onUndo: (() => void) | null;
}) {
  const note = kind === 'note';
  return (
    <textarea
      ref={area}
      aria-label={note ? 'Private note to your team' : `Reply to ${name}`}
      placeholder={
        writing
          ? 'Reading the conversation …'
          : note
            ? 'Write to your team …'
            : `Write to ${name} …`
      }
      value={text}
      dir="auto"
      readOnly={writing}
      aria-busy={writing || undefined}
      // Where a browser cannot measure the text itself, its lines are counted.
      rows={Math.min(10, Math.max(2, text.split('\n').length))}
      onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onType(event.target.value)}
      onBlur={onBlur}
      onKeyDown={(event) => {
        const mod = event.metaKey || event.ctrlKey;
        const handled = () => {
          event.stopPropagation();
          event.preventDefault();
        };
        if (event.key === 'Enter' && mod) {
          event.preventDefault();
          onSend();
        } else if (event.key === 'Escape') {
          handled();
          if (writing) onStop();
          else area.current?.blur();
        } else if (onUndo && mod && !event.shiftKey && event.key.toLowerCase() === 'z') {
          handled();
          onUndo();
        }
      }}
      className={classNames(
        'field-sizing-content max-h-[38vh] min-h-14 max-md:min-h-11 w-full resize-none bg-transparent px-3 py-1 text-read outline-none max-md:text-lead',
        note && 'text-note-ink placeholder:text-note-soft',
        writing && 'text-ink-soft',
      )}
    />
  );
}
