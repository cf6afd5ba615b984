import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** What a screen says when there is nothing: what would be here, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  className,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={classNames(
        'mx-auto flex max-w-80 flex-col items-center justify-center px-6 py-10 text-center',
        className,
      )}
    >
      {icon && (
        <span className="mb-4 grid size-11 place-items-center rounded-full bg-sunken text-ink-soft">
          {icon}
        </span>
      )}
      <h2 className="text-read font-semibold text-balance">{title}</h2>
      {children && <div className="mt-1.5 text-base text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
