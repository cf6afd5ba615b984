import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const kinds = {
  info: ['bg-info-soft text-info-text', Info],
  good: ['bg-good-soft text-good-text', CircleCheck],
  warn: ['bg-warn-soft text-warn-text', TriangleAlert],
  danger: ['bg-danger-soft text-danger-text', CircleAlert],
} as const;

/** A sentence the reader must not miss, in place. Problems are announced at once. */
export function Notice({
  kind,
  children,
  action,
}: {
  kind: keyof typeof kinds;
  children: ReactNode;
  action?: ReactNode;
}) {
  const [look, Icon] = kinds[kind];
  return (
    <div
      role={kind === 'danger' ? 'alert' : 'status'}
      className={classNames('flex items-start gap-2.5 rounded-md px-3 py-2.5 text-base', look)}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {action}
    </div>
  );
}
