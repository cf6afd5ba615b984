import type { InboxView } from '@baton/protocol';
import { AlarmClock, CircleCheck, Hourglass, Inbox, UserRound } from 'lucide-react';
import { BatonMark } from '../../design/baton-mark.tsx';

export function ViewIcon({ view, size = 16 }: { view: InboxView; size?: number }) {
  switch (view) {
    case 'waiting':
      return <Hourglass size={size} aria-hidden />;
    case 'mine':
      return <UserRound size={size} aria-hidden />;
    case 'ai':
      return <BatonMark size={size} />;
    case 'open':
      return <Inbox size={size} aria-hidden />;
    case 'snoozed':
      return <AlarmClock size={size} aria-hidden />;
    case 'resolved':
      return <CircleCheck size={size} aria-hidden />;
  }
}
