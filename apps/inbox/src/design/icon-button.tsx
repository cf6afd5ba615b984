import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

type Props = Omit<ComponentProps<'button'>, 'aria-label' | 'title'> & {
  /** Spoken, and shown on hover. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string | undefined;
  size?: 'small' | 'medium';
  children: ReactNode;
};

export function IconButton({
  label,
  shortcut,
  size = 'medium',
  className,
  children,
  ...rest
}: Props) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classNames(
          'inline-grid shrink-0 place-items-center rounded-md text-ink-soft transition-colors duration-100',
          'hover:bg-hover hover:text-ink disabled:opacity-45 aria-pressed:bg-selected aria-pressed:text-accent-text',
          size === 'small' ? 'size-7' : 'size-8 max-md:size-10',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
