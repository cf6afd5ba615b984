import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { listQuery } from '../api/conversations.ts';
import { sessionQuery, useMe } from '../api/session.ts';
import { useAlerts } from '../inbox/alerts/use-alerts.ts';
import { openOutbox } from '../inbox/outbox/outbox.ts';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { startLive } from '../live/live-session.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { Sidebar } from './sidebar.tsx';
import { usePageTitle } from './use-page-title.ts';

/**
 * Around every screen behind the door: navigation, the live connection, the keyboard, alerts. The
 * waiting list is always loaded: it brings the badges, and the place in the feed to listen from.
 */
export function AppShell() {
  const me = useMe().id;
  const queryClient = useQueryClient();
  const waiting = useQuery(listQuery('waiting', '', me));
  const settled = !waiting.isPending;

  useEffect(() => openOutbox(queryClient, me), [queryClient, me]);
  useEffect(() => {
    if (!settled) return;
    return startLive(queryClient, me, () => {
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    });
  }, [queryClient, me, settled]);
  useAlerts();
  usePageTitle();

  return (
    <div className="flex h-full flex-col">
      <ConnectionNotice as="bar" />
      <div className="flex min-h-0 flex-1">
        <Sidebar />
        <Outlet />
      </div>
      <BottomBar />
      <Keyboard />
    </div>
  );
}
