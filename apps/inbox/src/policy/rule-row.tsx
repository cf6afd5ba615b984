import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from '../design/class-names.ts';
import { Chip } from '../design/chip.tsx';
import { Toggle } from '../design/toggle.tsx';

/** A rule in one line, that opens to be changed: name, what it does, on or off. */
export function RuleRow({
  name,
  about,
  chips,
  errors,
  warnings,
  enabled,
  open,
  mayManage,
  onToggle,
  onOpen,
  children,
}: {
  name: string;
  about: string;
  chips: ReactNode;
  errors: number;
  warnings: number;
  enabled: boolean;
  open: boolean;
  mayManage: boolean;
  onToggle: (enabled: boolean) => void;
  onOpen: (open: boolean) => void;
  /** Where it is changed. */
  children: ReactNode;
}) {
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <li
      ref={row}
      className={classNames('border-b border-line last:border-b-0', open && 'bg-canvas')}
    >
      <div className="flex items-center gap-3 pr-4 max-md:pr-3">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
          className="flex min-h-14 min-w-0 flex-1 items-center gap-3 py-2 pl-4 text-left -outline-offset-2 max-md:pl-3"
        >
          <ChevronDown
            size={16}
            aria-hidden
            className={classNames(
              'shrink-0 text-ink-faint transition-transform',
              !open && '-rotate-90',
            )}
          />
          <span className={classNames('min-w-0 flex-1', !enabled && 'opacity-75')}>
            <span className="block truncate font-medium">{name || 'Without a name'}</span>
            <span className="block truncate text-small text-ink-soft">{about}</span>
          </span>
          <span className="flex shrink-0 gap-1 max-md:hidden">{chips}</span>
          {errors > 0 ? (
            <Chip tone="danger">{errors === 1 ? '1 error' : `${errors} errors`}</Chip>
          ) : (
            warnings > 0 && (
              <Chip tone="warn">{warnings === 1 ? '1 warning' : `${warnings} warnings`}</Chip>
            )
          )}
        </button>
        <Toggle
          aria-label={`${name || 'This rule'} is on`}
          checked={enabled}
          disabled={!mayManage}
          onChange={onToggle}
        />
      </div>
      <div id={id} hidden={!open}>
        {open && <div className="px-4 pt-1 pb-6 md:pl-11">{children}</div>}
      </div>
    </li>
  );
}
