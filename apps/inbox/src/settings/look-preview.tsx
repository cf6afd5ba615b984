import type { Look } from '@baton/protocol';
import { BatonMark } from '../design/baton-mark.tsx';
import { inkOn } from './contrast.ts';

/** About how the chat will look: colours and words, not pixels. */
export function LookPreview({
  name,
  accent,
  greeting,
  suggestions,
  position,
}: Look & { name: string }) {
  const ground = { background: accent, color: inkOn(accent) };
  return (
    <figure aria-label="Preview of the chat" className="flex flex-col gap-2">
      <div className="overflow-hidden rounded-xl border border-line bg-canvas shadow-high">
        <div className="flex items-center gap-2 px-3 py-2.5" style={ground}>
          <BatonMark size={16} />
          <span className="truncate font-semibold">{name}</span>
        </div>
        <div className="flex flex-col items-start gap-2 bg-surface p-3">
          <p className="rounded-lg bg-bubble-customer px-3 py-2 break-words">{greeting}</p>
          {suggestions
            .filter((one) => one.trim() !== '')
            .map((suggestion) => (
              <span
                key={suggestion}
                className="max-w-full truncate rounded-full border border-line-strong px-2.5 py-1 text-small"
              >
                {suggestion}
              </span>
            ))}
          <div className="mt-6 w-full rounded-md border border-line px-2.5 py-1.5 text-ink-faint">
            Write a message …
          </div>
        </div>
      </div>
      <span
        aria-hidden
        className={`grid size-11 place-items-center rounded-full shadow-high ${position === 'right' ? 'self-end' : 'self-start'}`}
        style={ground}
      >
        <BatonMark size={20} />
      </span>
      <figcaption className="sr-only">How the chat will look, roughly.</figcaption>
    </figure>
  );
}
