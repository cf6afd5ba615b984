import { PenOff } from 'lucide-react';
import { type Gone, goneWords } from '../../live/answer-preview.ts';

/** Where an answer was being written that nobody will get: one quiet line, for a moment. */
export function GoneLine({ why }: { why: Gone }) {
  return (
    <p className="my-2.5 flex animate-fade items-start justify-center gap-2 px-4 text-small text-ink-soft">
      <PenOff size={13} aria-hidden className="mt-0.5 shrink-0 text-ink-faint" />
      <span className="min-w-0 text-balance">{goneWords[why]}</span>
    </p>
  );
}
