import { BookOpen, Search, Settings, Split, Zap } from 'lucide-react';
import { counts } from '../api/conversations.ts';
import { useSession } from '../api/session.ts';
import { Kbd } from '../design/kbd.tsx';
import { Logo } from '../design/logo.tsx';
import { inboxViews } from '../inbox/views/inbox-views.ts';
import { ViewIcon } from '../inbox/views/view-icon.tsx';
import { isMac, printedKeys } from '../keyboard/keys.ts';
import { openPalette } from '../keyboard/open-panels.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { MeMenu } from './me-menu.tsx';
import { NavLink } from './nav-link.tsx';
import { OnlineTeammates } from './online-teammates.tsx';
import { useStore } from './store.ts';

/** Where to go, at a glance: views with their numbers, knowledge, settings, who is here. */
export function Sidebar() {
  const { workspace } = useSession();
  const numbers = useStore(counts);
  return (
    <nav
      aria-label="Main"
      className="flex w-14 shrink-0 flex-col border-r border-line bg-canvas p-2 max-md:hidden lg:w-56 lg:p-3"
    >
      <div className="flex items-center gap-2.5 px-1.5 pt-0.5 pb-4 max-lg:justify-center max-lg:px-0">
        <Logo size={26} />
        <span className="min-w-0 truncate text-read font-semibold max-lg:sr-only">
          {workspace.name}
        </span>
      </div>
      <button
        type="button"
        onClick={openPalette}
        className="mb-4 flex h-8 items-center gap-2.5 rounded-md border border-line bg-surface px-2 text-base text-ink-faint hover:border-line-strong hover:text-ink-soft max-lg:justify-center max-lg:px-0"
      >
        <Search size={15} aria-hidden className="shrink-0" />
        <span className="flex-1 text-left max-lg:sr-only">Find or do …</span>
        <span className="flex gap-0.5 max-lg:hidden">
          {printedKeys('mod+k', isMac()).map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      </button>
      <div className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto">
        {inboxViews.map(({ view, name, count }) => (
          <NavLink
            key={view}
            to="/inbox/$view"
            params={{ view }}
            icon={<ViewIcon view={view} />}
            count={count && numbers?.[count]}
            urgent={view === 'waiting'}
          >
            {name}
          </NavLink>
        ))}
        <div aria-hidden className="mx-2.5 my-3 h-px shrink-0 bg-line" />
        <NavLink to="/knowledge" icon={<BookOpen size={16} />}>
          Knowledge
        </NavLink>
        <NavLink to="/decision/{-$section}" icon={<Split size={16} />}>
          Decision
        </NavLink>
        <NavLink to="/actions" icon={<Zap size={16} />}>
          Actions
        </NavLink>
        <NavLink to="/settings/{-$section}" icon={<Settings size={16} />}>
          Settings
        </NavLink>
      </div>
      <ConnectionNotice as="card" />
      <OnlineTeammates />
      <MeMenu />
    </nav>
  );
}
