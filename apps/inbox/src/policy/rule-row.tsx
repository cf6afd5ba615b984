import { type ReactNode, useEffect, useId, useRef } from 'react';
import { FoldButton } from '../design/fold-button.tsx';
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
        <FoldButton
          open={open}
          controls={id}
          onToggle={() => onOpen(!open)}
          className="min-h-14 min-w-0 flex-1 pl-4 max-md:pl-3"
          name={name || 'Without a name'}
          about={about}
          faint={!enabled}
        >
          <span className="flex shrink-0 gap-1 max-md:hidden">{chips}</span>
          {errors > 0 ? (
            <Chip tone="danger">{errors === 1 ? '1 error' : `${errors} errors`}</Chip>
          ) : (
            warnings > 0 && (
              <Chip tone="warn">{warnings === 1 ? '1 warning' : `${warnings} warnings`}</Chip>
            )
          )}
        </FoldButton>
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
