import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The line of a list that opens below itself: a name, something about it, and what stands at its end. */
export function FoldButton({
  open,
  controls,
  onToggle,
  name,
  about,
  faint = false,
  className,
  children,
}: {
  open: boolean;
  /** The id of what opens. */
  controls: string;
  onToggle: () => void;
  name: ReactNode;
  about: ReactNode;
  /** It has no effect now. */
  faint?: boolean;
  /** Height and room at the sides. */
  className: string;
  children?: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={controls}
      onClick={onToggle}
      className={classNames('flex items-center gap-3 py-2 text-left -outline-offset-2', className)}
    >
      <ChevronDown
        size={16}
        aria-hidden
        className={classNames(
          'shrink-0 text-ink-faint transition-transform',
          !open && '-rotate-90',
        )}
      />
      <span className={classNames('min-w-0 flex-1', faint && 'opacity-75')}>
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-small text-ink-soft">{about}</span>
      </span>
      {children}
    </button>
  );
}
