import { useEffect, useRef } from 'react';
import { classNames } from '../design/class-names.ts';
import { KeysShown } from './keys-shown.tsx';

export function PaletteRow({
  id,
  label,
  hint,
  keys,
  active,
  onPoint,
  onRun,
}: {
  id: string;
  label: string;
  hint: string;
  keys?: string | undefined;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the combobox above has the focus and the keys
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={active}
      onMouseMove={onPoint}
      onClick={onRun}
      className={classNames(
        'flex h-9 items-center gap-3 rounded-md px-2.5 max-md:h-11',
        active && 'bg-hover',
      )}
    >
      <span className="shrink-0 text-base font-medium">{label}</span>
      <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{hint}</span>
      {keys && <KeysShown keys={keys} />}
    </div>
  );
}
