import { type ReactNode, useEffect } from 'react';
import { Logo } from '../design/logo.tsx';
import { TrackLanes } from './track-lanes.tsx';

/** The screens before the door: the task on the left, who we are on the right. */
export function DoorLayout({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Baton`;
  }, [title]);
  return (
    <div className="grid h-full overflow-y-auto bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
      <main className="flex flex-col px-6 py-8 md:px-12">
        <div className="flex items-center gap-2.5 text-read font-semibold">
          <Logo size={28} />
          Baton
        </div>
        <div className="m-auto w-full max-w-96 py-10">
          <h1 className="text-display font-semibold tracking-tight text-balance">{title}</h1>
          {lead && <div className="mt-2 text-read text-pretty text-ink-soft">{lead}</div>}
          <div className="roomy mt-7">{children}</div>
        </div>
      </main>
      <aside
        aria-label="About Baton"
        className="relative overflow-hidden bg-[#0d5c54] text-[#f4f7f5] max-lg:hidden"
      >
        <TrackLanes />
        <p className="absolute right-12 bottom-14 left-12 max-w-md text-display font-medium tracking-tight text-balance">
          AI customer support that knows when to pass the baton.
        </p>
      </aside>
    </div>
  );
}
