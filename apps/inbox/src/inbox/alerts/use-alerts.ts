import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../../api/session.ts';
import { preferences } from '../../app/preferences.ts';
import { onLiveEvent } from '../../live/live-session.ts';
import { alertOf } from './alert-of.ts';
import { chime } from './chime.ts';

/** One alert in this many milliseconds is enough, however many customers come at once. */
const QUIET_MS = 3000;

/** Sound and notification when somebody starts to wait, or a conversation becomes mine. */
export function useAlerts() {
  const me = useMe().id;
  const navigate = useNavigate();

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
