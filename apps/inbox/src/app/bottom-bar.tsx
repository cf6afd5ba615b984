import { Link, useParams } from '@tanstack/react-router';
import { BookOpen, Inbox, Settings, Split, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { counts } from '../api/conversations.ts';
import { useStore } from './store.ts';

/** Navigation on phones. Away while a conversation is open: its composer has the bottom edge. */
export function BottomBar() {
  const waiting = useStore(counts)?.waiting ?? 0;
  const { conversationId } = useParams({ strict: false });
  if (conversationId) return null;
  return (
    <nav
      aria-label="Main"
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <BarLink to="/inbox" icon={<Inbox size={20} />} count={waiting}>
        Inbox
      </BarLink>
      <BarLink to="/knowledge" icon={<BookOpen size={20} />}>
        Knowledge
      </BarLink>
      <BarLink to="/decision" icon={<Split size={20} />}>
        Decision
      </BarLink>
      <BarLink to="/actions" icon={<Zap size={20} />}>
        Actions
      </BarLink>
      <BarLink to="/settings" icon={<Settings size={20} />}>
        Settings
      </BarLink>
    </nav>
  );
}

const places = {
  '/inbox': '/inbox',
  '/knowledge': '/knowledge',
  '/decision': '/decision/{-$section}',
  '/actions': '/actions',
  '/settings': '/settings/{-$section}',
} as const;

function BarLink({
  to,
  icon,
  count = 0,
  children,
}: {
  to: keyof typeof places;
  icon: ReactNode;
  count?: number;
  children: string;
}) {
  return (
    <Link
      to={places[to]}
      // The room itself, wherever in it one is.
      params={{ section: undefined }}
      activeProps={{ className: 'text-accent-text!' }}
      className="flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-micro font-medium text-ink-soft"
    >
      <span className="relative">
        {icon}
        {count > 0 && (
          <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-warn-text px-1 text-center text-micro leading-4 font-semibold text-surface tabular-nums">
            {count}
            <span className="sr-only"> waiting</span>
          </span>
        )}
      </span>
      {children}
    </Link>
  );
}
