import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { classNames } from '../design/class-names.ts';

/** A line of the sidebar: icon, name, and a number when it is not zero. */
export function NavLink({
  icon,
  count,
  urgent = false,
  children,
  ...link
}: Pick<LinkProps, 'to' | 'params'> & {
  icon: ReactNode;
  count?: number | null | undefined;
  /** The number wants attention. */
  urgent?: boolean;
  children: string;
}) {
  return (
    <Link
      {...link}
      title={children}
      activeProps={{ className: 'bg-selected! text-ink! font-medium' }}
      // The ring inside: the list scrolls, and would cut it off.
      className="group flex h-8 outline-offset-[-2px] items-center gap-2.5 rounded-md px-2.5 text-base text-ink-soft hover:bg-hover hover:text-ink max-lg:justify-center max-lg:px-0"
    >
      <span className="relative grid size-4 shrink-0 place-items-center">
        {icon}
        {urgent && Boolean(count) && (
          <span className="absolute -top-1 -right-1 size-2 rounded-full bg-warn lg:hidden" />
        )}
      </span>
      <span className="min-w-0 flex-1 truncate max-lg:sr-only">{children}</span>
      {Boolean(count) && (
        <span
          className={classNames(
            'text-small tabular-nums max-lg:sr-only',
            urgent
              ? 'rounded-sm bg-warn-soft px-1.5 font-semibold text-warn-text'
              : 'text-ink-faint group-[.active]:text-ink-soft',
          )}
        >
          {count}
          <span className="sr-only"> {count === 1 ? 'conversation' : 'conversations'}</span>
        </span>
      )}
    </Link>
  );
}
