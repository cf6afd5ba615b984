import { Link, useParams } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { counts } from '../../api/conversations.ts';
import { useStore } from '../../app/store.ts';
import { inboxViews } from './inbox-views.ts';

/** The views on phones, where there is no sidebar. */
export function ViewTabs() {
  const numbers = useStore(counts);
  const { view: shown } = useParams({ strict: false });
  const nav = useRef<HTMLElement>(null);
  const counted = numbers !== null;
  // The one shown is in sight, with its neighbours; numbers make the row longer when they come.
  useLayoutEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (nav.current && tab) {
      nav.current.scrollLeft = tab.offsetLeft - (nav.current.clientWidth - tab.offsetWidth) / 2;
    }
  }, [shown, counted]);
  return (
    <nav
      ref={nav}
      aria-label="Views"
      className="relative -mx-4 flex [scrollbar-width:none] gap-1.5 overflow-x-auto px-4 py-2.5 md:hidden"
    >
      {inboxViews.map(({ view, name, count }) => (
        <Link
          key={view}
          to="/inbox/$view"
          params={{ view }}
          activeProps={{ className: 'bg-selected! text-accent-text! border-transparent!' }}
          className="flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-line-strong px-3 text-base font-medium text-ink-soft"
        >
          {name}
          {count && Boolean(numbers?.[count]) && (
            <span className="tabular-nums">{numbers?.[count]}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
