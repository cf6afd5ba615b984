import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { counts } from '../../api/conversations.ts';
import { useMe } from '../../api/session.ts';
import { preferences } from '../../app/preferences.ts';
import { useStore } from '../../app/store.ts';
import { onLiveEvent } from '../../live/live-session.ts';
import { alertOf } from './alert-of.ts';
import { chime } from './chime.ts';

/** One alert in this many milliseconds is enough, however many customers come at once. */
const QUIET_MS = 3000;

/** Sound, notification and the number in the tab's title when somebody starts to wait. */
export function useAlerts() {
  const me = useMe().id;
  const navigate = useNavigate();
  const waiting = useStore(counts)?.waiting ?? 0;

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Baton` : 'Baton';
  }, [waiting]);

  useEffect(() => {
    let last = 0;
    return onLiveEvent((event) => {
      const alert = alertOf(event, me);
      if (!alert || Date.now() - last < QUIET_MS) return;
      last = Date.now();
      const { sound, notify } = preferences.get();
      if (sound) chime();
      if (!notify || document.visibilityState === 'visible') return;
      if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
      const notification = new Notification(alert.title, {
        body: alert.body,
        tag: alert.conversationId,
        icon: '/favicon.svg',
      });
      notification.addEventListener('click', () => {
        window.focus();
        notification.close();
        void navigate({
          to: '/inbox/$view/$conversationId',
          params: { view: 'open', conversationId: alert.conversationId },
        });
      });
    });
  }, [me, navigate]);
}
