import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { counts } from '../api/conversations.ts';
import { inboxViews } from '../inbox/views/inbox-views.ts';
import { useStore } from './store.ts';

/** The tab's title: how many wait, and where one is. */
export function usePageTitle() {
  const waiting = useStore(counts)?.waiting ?? 0;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${placeName(path)} · Baton`;
  }, [waiting, path]);
}

function placeName(path: string): string {
  const [, room, part] = path.split('/');
  if (room === 'knowledge') return 'Knowledge';
  if (room === 'decision') return 'Decision';
  if (room === 'settings') return 'Settings';
  if (room === 'welcome') return 'Welcome';
  return inboxViews.find(({ view }) => view === part)?.name ?? 'Inbox';
}
