import { useCallback, useEffect, useRef } from 'react';
import { sendTyping } from '../../live/live-session.ts';

const RENEW_MS = 3000;
const PAUSE_MS = 5000;

/** Tells the others that a reply is being written; notes are nobody's business. */
export function useTypingSignal(conversationId: string, enabled: boolean) {
  const lastSent = useRef(0);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  const stop = useCallback(() => {
    clearTimeout(pause.current);
    if (lastSent.current === 0) return;
    lastSent.current = 0;
    sendTyping(conversationId, false);
  }, [conversationId]);

  const typed = useCallback(() => {
    if (!enabled) return;
    if (Date.now() - lastSent.current > RENEW_MS) {
      lastSent.current = Date.now();
      sendTyping(conversationId, true);
    }
    clearTimeout(pause.current);
    pause.current = setTimeout(stop, PAUSE_MS);
  }, [conversationId, enabled, stop]);

  useEffect(() => stop, [stop, enabled]);
  return { typed, stop };
}
