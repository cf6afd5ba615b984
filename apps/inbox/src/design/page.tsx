import type { ReactNode } from 'react';

/** A screen of reading width beside the sidebar: the way back, its title, its actions, its content. */
export function Page({
  back,
  title,
  lead,
  actions,
  wide = false,
  children,
}: {
  back?: ReactNode;
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <main className="min-w-0 flex-1 overflow-y-auto bg-surface">
      <div className={`mx-auto px-4 py-6 md:px-8 md:py-8 ${wide ? 'max-w-320' : 'max-w-200'}`}>
        {back && <div className="mb-4">{back}</div>}
        <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-title font-semibold tracking-tight">{title}</h1>
            {lead && <div className="mt-1 text-base text-pretty text-ink-soft">{lead}</div>}
          </div>
          {actions && <div className="flex gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}
